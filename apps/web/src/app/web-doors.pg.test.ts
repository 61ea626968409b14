import { readdir, readFile } from 'node:fs/promises'
import type { TestDatabase } from '@tandem/db/factories'
import {
  changeTo,
  expectedAnswer,
  isSignedOut,
  type Scene,
  type Standing,
  setScene,
  standings,
  type WebDoor,
  webDeeds,
} from '@tandem/documents/testing'
import { behind } from '@tandem/documents/testing/waiting'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import * as documents from '#features/documents/actions.ts'
import * as editor from '#features/editor/actions.ts'
import * as revert from '#features/editor/revert/actions.ts'
import * as sharing from '#features/sharing/actions.ts'
import * as activity from '#features/sharing/activity-actions.ts'
import * as invitations from '#features/sharing/invitation-actions.ts'
import * as links from '#features/sharing/link-actions.ts'
import * as requests from '#features/sharing/request-actions.ts'
import { personHeader } from '#lib/page-person.ts'
import type { Result } from '#lib/result.ts'
import { asBob, cookies, headers, webStage } from '#server/testing/web-stage.ts'
import { POST as exportFiles } from './api/documents/export/route.ts'
import { POST as giveTicket } from './api/ticket/route.ts'

vi.mock('server-only', () => ({}))
vi.mock('next/headers', () => ({ cookies: () => cookies(), headers: () => headers() }))
vi.mock('#server/mail/send-mail.ts', () => ({ sendMail: () => {} }))

let stage: Awaited<ReturnType<typeof webStage>>
let db: TestDatabase
/** For each standing one scene, in which what is refused leaves everything as it is. */
const scenes = new Map<Standing, Scene>()

beforeAll(async () => {
  stage = await webStage()
  db = stage.db
  for (const standing of standings) scenes.set(standing, await setScene(db, standing))
})
afterAll(() => stage[Symbol.asyncDispose]())

const ofDocument = ({ documentId }: Scene) => ({ documentId })
const ofVera = ({ documentId, vera }: Scene) => ({ documentId, userId: vera.id })
const ofLink = ({ documentId, linkId }: Scene) => ({ documentId, linkId })
const ofInvitation = ({ documentId, invitationId }: Scene) => ({ documentId, invitationId })
const some = ({ documentId }: Scene) => ({ ids: [documentId] })
const origin = { origin: 'https://tandem.test', host: 'tandem.test', 'sec-fetch-site': 'same-origin' }

/** How Bob goes through each of the doors. */
const through: Readonly<Record<WebDoor, (scene: Scene) => Promise<Result<object> | Response>>> = {
  renameDocumentAction: ({ documentId }) => documents.renameDocumentAction({ id: documentId, title: 'Another' }),
  trashDocumentsAction: (scene) => documents.trashDocumentsAction(some(scene)),
  restoreDocumentsAction: (scene) => documents.restoreDocumentsAction(some(scene)),
  deleteDocumentsAction: async (scene) => {
    await db.prisma.document.update({ where: { id: scene.documentId }, data: { trashedAt: new Date() } })
    const answer = await documents.deleteDocumentsAction(some(scene))
    await db.prisma.document.updateMany({ where: { id: scene.documentId }, data: { trashedAt: null } })
    return answer
  },
  starDocumentsAction: (scene) => documents.starDocumentsAction({ ...some(scene), starred: true }),
  tagDocumentsAction: (scene) => documents.tagDocumentsAction({ ...some(scene), tag: 'plan', tagged: true }),
  shareDocumentsAction: (scene) =>
    documents.shareDocumentsAction({ ...some(scene), email: scene.sam.email, role: 'viewer' }),
  unshareDocumentsAction: (scene) => documents.unshareDocumentsAction({ ...some(scene), userId: scene.vera.id }),
  findDocumentsAction: async ({ documentId }) => {
    const answer = await documents.findDocumentsAction({ query: 'unt' })
    const isFound = answer.ok && answer.documents.some(({ id }) => id === documentId)
    return isFound || !answer.ok ? answer : { ok: false, code: 'not_found', message: '', field: null }
  },
  findAuthorsAction: ({ documentId }) => editor.findAuthorsAction({ id: documentId }),
  findRoleGiverAction: ({ documentId }) => editor.findRoleGiverAction({ id: documentId }),
  listWritersAction: (scene) => revert.listWritersAction(ofDocument(scene)),
  planRevertAction: (scene) => revert.planRevertAction({ ...ofDocument(scene), userId: scene.alice.id, seconds: null }),
  loadSharingAction: (scene) => sharing.loadSharingAction(ofDocument(scene)),
  addPersonAction: (scene) => sharing.addPersonAction({ ...ofDocument(scene), email: scene.sam.email, role: 'viewer' }),
  changeRoleAction: (scene) => sharing.changeRoleAction({ ...ofVera(scene), role: 'editor' }),
  setEditorsShareAction: (scene) => sharing.setEditorsShareAction({ ...ofDocument(scene), editorsShare: true }),
  handOverAction: (scene) => sharing.handOverAction(ofVera(scene)),
  removePersonAction: (scene) => sharing.removePersonAction(ofVera(scene)),
  blockPersonAction: (scene) => sharing.blockPersonAction(ofVera(scene)),
  unblockPersonAction: (scene) => sharing.unblockPersonAction({ ...ofDocument(scene), userId: scene.blockedId }),
  listActivityAction: (scene) => activity.listActivityAction(ofDocument(scene)),
  inviteAction: (scene) =>
    invitations.inviteAction({ ...ofDocument(scene), emails: [scene.sam.email], role: 'viewer', message: '' }),
  renewInvitationAction: (scene) => invitations.renewInvitationAction(ofInvitation(scene)),
  withdrawInvitationAction: (scene) => invitations.withdrawInvitationAction(ofInvitation(scene)),
  answerRequestAction: (scene) => requests.answerRequestAction({ ...ofVera(scene), role: 'editor' }),
  listLinksAction: (scene) => links.listLinksAction(ofDocument(scene)),
  createLinkAction: (scene) => links.createLinkAction({ ...ofDocument(scene), role: 'viewer' }),
  setGeneralAccessAction: (scene) => links.setGeneralAccessAction({ ...ofDocument(scene), role: 'viewer' }),
  changeLinkAction: (scene) =>
    links.changeLinkAction({ ...ofLink(scene), name: '', role: 'editor', expiresAt: null, password: null }),
  setLinkApprovalAction: (scene) => links.setLinkApprovalAction({ ...ofLink(scene), approval: true }),
  renewLinkAction: (scene) => links.renewLinkAction(ofLink(scene)),
  removeLinkAction: (scene) => links.removeLinkAction(ofLink(scene)),
  'POST /api/documents/export': async ({ documentId }) => {
    const person = (await headers()).get(personHeader) ?? ''
    const body = `id=${documentId}&person=${person}`
    const form = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': `${body.length}` }
    const url = 'https://tandem.test/api/documents/export'
    return exportFiles(new Request(url, { method: 'POST', headers: { ...origin, ...form }, body }))
  },
}

const isDoor = (name: string): name is WebDoor => Object.hasOwn(through, name)

async function answerOf(answer: Result<object> | Response): Promise<string> {
  if (answer instanceof Response) return answer.ok ? 'allowed' : (await answer.json()).code
  if (!answer.ok) return answer.code
  // With several at once it is said which were left, and a sentence why.
  return 'failed' in answer && Array.isArray(answer.failed) && answer.failed.length > 0 ? 'left' : 'allowed'
}

const cells = webDeeds.flatMap(({ name, action }) =>
  standings.map((standing) => ({
    name,
    standing,
    // Here nobody learns that their account was closed: they are signed out.
    expected: isSignedOut(standing) ? 'auth_required' : expectedAnswer(standing, action),
  })),
)

test.each(cells)('$name, $standing: $expected', async ({ name, standing, expected }) => {
  if (!isDoor(name)) throw new Error(`nobody goes through ${name}`)
  const shared = scenes.get(standing)
  const scene = expected === 'allowed' || !shared ? await setScene(db, standing) : shared
  await asBob(scene, { signedIn: standing !== 'signed out' })
  const answer = await answerOf(await through[name](scene))
  expect(answer === 'left' ? ['forbidden', 'not_found'] : [answer]).toContain(expected)
})

test.each(webDeeds)('$name on a page that was made for somebody else, or for nobody: refused', async ({ name }) => {
  if (!isDoor(name)) throw new Error(`nobody goes through ${name}`)
  const scene = scenes.get('owner')
  if (!scene) throw new Error('there is a scene for each standing')
  for (const page of [scene.alice.id, null]) {
    await asBob(scene, { signedIn: true, page })
    expect(await answerOf(await through[name](scene))).toBe('auth_required')
  }
})

// Not deleting for good: what this test has to do for that waits already.
const waiting = webDeeds.filter(({ name, whileChanging }) => {
  return whileChanging === 'waits' && name !== 'deleteDocumentsAction'
})

test.each(waiting)(
  '$name waits for whoever ends the sign-in that it comes with, and does nothing',
  async ({ name }) => {
    if (!isDoor(name)) throw new Error(`nobody goes through ${name}`)
    const scene = await setScene(db, 'owner')
    await asBob(scene, { signedIn: true })
    const answer = await behind(db, [changeTo(scene, 'ended sign-in'), []], async () =>
      answerOf(await through[name](scene)),
    )
    expect(answer).toEqual({ status: 'fulfilled', value: expect.stringMatching(/^(auth_required|left)$/) })
  },
)

test.each(standings)('POST /api/ticket, %s: a ticket for whoever is signed in', async (standing) => {
  const scene = scenes.get(standing)
  if (!scene) throw new Error('there is a scene for each standing')
  await asBob(scene, { signedIn: standing !== 'signed out' })
  const answer = await giveTicket(new Request('https://tandem.test/api/ticket', { method: 'POST', headers: origin }))
  expect(answer.status).toBe(isSignedOut(standing) ? 401 : 200)
  expect((await answer.json()).userId).toBe(isSignedOut(standing) ? undefined : scene.bob.userId)
})

test('who has a role by a link whose time is over has none, also while no node ends it', async () => {
  const scene = await setScene(db, 'editor')
  const { documentId, linkId, bob } = scene
  await db.prisma.shareLink.update({ where: { id: linkId }, data: { expiresAt: new Date(0) } })
  const key = { documentId, userId: bob.userId }
  await db.prisma.permission.update({ where: { documentId_userId: key }, data: { linkId } })
  await asBob(scene, { signedIn: true })
  expect(await answerOf(await documents.renameDocumentAction({ id: documentId, title: 'Another' }))).toBe('not_found')
})

/** Actions that are about no one document that somebody has. */
const others = [
  ...['signUp', 'changePassword', 'endSignIn', 'endAllSignIns', 'accountDeletion', 'deleteAccount', 'changeProfile'],
  'disconnectProvider',
  ...['askForPasswordReset', 'isPasswordResetOpen', 'resetPassword', 'askForVerification', 'verifyEmail'],
  ...[
    'beginSecondFactor',
    'confirmSecondFactor',
    'removeSecondFactor',
    'renewRecoveryCodes',
    'prove',
    'checkProof',
    'setPicture',
    'removePicture',
    'savePreferences',
    'createToken',
    'revokeToken',
  ],
  ...['setDisabled', 'sendReset', 'endSignIns', 'transfer', 'createDocument', 'listTags', 'saveListView'],
  // What is listed and found is what one may read; whoever has an address or asks for access has no role yet.
  ...['moreDocuments', 'findTexts', 'openLink', 'requestAccess'],
]

async function actionSources(): Promise<string[]> {
  const source = new URL('../', import.meta.url)
  const files = (await readdir(source, { recursive: true })).filter((file) => /actions?\.ts$/.test(file))
  const sources = await Promise.all(files.map((file) => readFile(new URL(file, source), 'utf8')))
  return sources.filter((source) => source.startsWith("'use server'"))
}

test('no server action asks who is signed in but by the page that it comes from', async () => {
  const asking = (await actionSources()).flatMap((source) => source.match(/\b(currentUser|cookies)\b/g) ?? [])
  expect(asking).toEqual([])
})

test('every server action is in the table, or is about no one document', async () => {
  const sources = await actionSources()
  const actions = sources.flatMap((source) =>
    [...source.matchAll(/^export async function (\w+Action)\b/gm)].map(([, name]) => name),
  )
  const named = [
    ...Object.keys(through).filter((name) => name.endsWith('Action')),
    ...others.map((name) => `${name}Action`),
  ]
  expect(actions.sort()).toEqual(named.sort())
})
