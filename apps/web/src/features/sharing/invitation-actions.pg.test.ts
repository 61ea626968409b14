import { createDocument, createSignIn, createUser } from '@tandem/db/factories'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { asBob, cookies, headers, webStage } from '#server/testing/web-stage.ts'
import { inviteAction, renewInvitationAction } from './invitation-actions.ts'

const sendMail = vi.hoisted(() => vi.fn())

vi.mock('server-only', () => ({}))
vi.mock('next/headers', () => ({ cookies: () => cookies(), headers: () => headers() }))
vi.mock('#server/mail/send-mail.ts', () => ({ sendMail }))

let stage: Awaited<ReturnType<typeof webStage>>

beforeAll(async () => {
  stage = await webStage()
  // Mail goes out.
  vi.stubEnv('SMTP_URL', 'smtp://127.0.0.1:1')
})
afterAll(() => stage[Symbol.asyncDispose]())

/** Bob has a document of his own, and an address that he has confirmed or not. Its id. */
async function documentOfBob({ verified }: { readonly verified: boolean }): Promise<string> {
  const owner = await createUser(stage.db, { verified })
  const bob = { userId: owner.id, signInId: await createSignIn(stage.db, owner.id) }
  await asBob({ bob }, { signedIn: true })
  return (await createDocument(stage.db, { owner })).id
}

test('who has not confirmed their own address has nobody mailed, and nobody invited', async () => {
  const documentId = await documentOfBob({ verified: false })
  const invited = await inviteAction({ documentId, emails: ['zoe@example.test'], role: 'viewer', message: '' })
  expect(invited).toMatchObject({ ok: false, code: 'forbidden', message: expect.stringContaining('Confirm') })
  expect(await renewInvitationAction({ documentId, invitationId: 'any' })).toMatchObject({ code: 'forbidden' })
  expect(sendMail).not.toHaveBeenCalled()
  expect(await stage.db.prisma.invitation.count({ where: { documentId } })).toBe(0)
})

test('who has confirmed it invites by mail', async () => {
  const documentId = await documentOfBob({ verified: true })
  const invited = await inviteAction({ documentId, emails: ['zoe@example.test'], role: 'viewer', message: '' })
  expect(invited).toMatchObject({ ok: true, results: [{ email: 'zoe@example.test', outcome: 'invited' }] })
  expect(sendMail).toHaveBeenCalledOnce()
})
