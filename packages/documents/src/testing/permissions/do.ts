import { openAccess } from '../../access/access.ts'
import { listActivity } from '../../audit/list-activity.ts'
import { roleGiver } from '../../audit/role-giver.ts'
import { listWriters } from '../../content/list-writers.ts'
import { planRevert } from '../../content/plan-revert.ts'
import { readContent, readRevision } from '../../content/read-content.ts'
import { listRevisions } from '../../content/revisions.ts'
import { editText, replaceText, setProperty } from '../../content/write-content.ts'
import { deleteDocument } from '../../documents/delete.ts'
import { getDocument } from '../../documents/get.ts'
import { listDocuments } from '../../documents/list.ts'
import { renameDocument } from '../../documents/rename.ts'
import { restoreDocument, trashDocument } from '../../documents/trash.ts'
import { DomainError } from '../../domain-error.ts'
import { type Appended, appendChanges, appendTogether } from '../../log/append.ts'
import { setStarred } from '../../own/stars.ts'
import { listTags, setTagged } from '../../own/tags.ts'
import { searchTexts } from '../../search/search-texts.ts'
import { searchTitles } from '../../search/search-titles.ts'
import { answerAccessRequest, listAccessRequests } from '../../sharing/access-requests.ts'
import { blockPerson, listBlocked, unblockPerson } from '../../sharing/blocked.ts'
import { setEditorsShare } from '../../sharing/editors-share.ts'
import { setGeneralAccess } from '../../sharing/general-access.ts'
import { handOver } from '../../sharing/hand-over.ts'
import { listInvitations, renewInvitation, withdrawInvitation } from '../../sharing/invitations.ts'
import { invitePeople } from '../../sharing/invite.ts'
import { changeLink, createLink, listLinks, removeLink, renewLink, setLinkApproval } from '../../sharing/links.ts'
import { addPerson, changeRole, listPeople, removePerson } from '../../sharing/people.ts'
import type { functions, signedInFunctions } from './deeds.ts'
import type { Scene } from './scene.ts'

type Name = (typeof functions | typeof signedInFunctions)[number]['name']

const actor = ({ bob }: Scene) => bob

/** How Bob does each of the deeds in a scene. Throws a `DomainError` where he may not. */
export const doing: Readonly<Record<Name, (scene: Scene) => Promise<unknown>>> = {
  getDocument: (scene) => getDocument(scene.db, actor(scene), scene.documentId),
  listDocuments: async (scene) => {
    const places = ['mine', 'shared'] as const
    const pages = await Promise.all(places.map((place) => listDocuments(scene.db, actor(scene), { place })))
    assertFound(
      scene,
      pages.flatMap(({ items }) => items),
    )
  },
  searchTitles: async (scene) => assertFound(scene, await searchTitles(scene.db, actor(scene), { query: 'unt' })),
  searchTexts: async (scene) => {
    await scene.db.pool.query(
      `INSERT INTO document_text (document_id, seq, text, opening, words, tried_at)
        VALUES ($1, 1, 'plan', '', 'plan', now()) ON CONFLICT DO NOTHING`,
      [scene.documentId],
    )
    assertFound(scene, await searchTexts(scene.db, actor(scene), { query: 'plan' }))
  },
  listPeople: (scene) => listPeople(scene.db, actor(scene), scene.documentId),
  listWriters: (scene) => listWriters(scene.db, actor(scene), scene.documentId),
  planRevert: (scene) =>
    planRevert(scene.db, actor(scene), scene.documentId, { userId: scene.alice.id, seconds: null }),
  renameDocument: (scene) => renameDocument(scene.db, actor(scene), scene.documentId, 'Another title'),
  trashDocument: (scene) => trashDocument(scene.db, actor(scene), scene.documentId),
  restoreDocument: (scene) => restoreDocument(scene.db, actor(scene), scene.documentId),
  deleteDocument: async (scene) => {
    await deleteDocument(scene.db, actor(scene), scene.documentId).catch((error: unknown) => {
      // It is not in the trash: whoever hears that may delete it.
      if (!(error instanceof DomainError && error.code === 'conflict')) throw error
    })
  },
  setStarred: (scene) => setStarred(scene.db, actor(scene), scene.documentId, true),
  setTagged: (scene) => setTagged(scene.db, actor(scene), scene.documentId, { tag: 'plan', tagged: true }),
  listTags: async (scene) => {
    await scene.db.pool.query('INSERT INTO document_tag VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
      scene.bob.userId,
      scene.documentId,
      'plan',
    ])
    if ((await listTags(scene.db, actor(scene))).length === 0) throw new DomainError('not_found')
  },
  addPerson: (scene) => addPerson(scene.db, actor(scene), scene.documentId, { email: scene.sam.email, role: 'viewer' }),
  changeRole: (scene) => changeRole(scene.db, actor(scene), scene.documentId, scene.vera.id, 'editor'),
  removePerson: (scene) => removePerson(scene.db, actor(scene), scene.documentId, scene.vera.id),
  'removePerson (oneself)': (scene) => removePerson(scene.db, actor(scene), scene.documentId, scene.bob.userId),
  listLinks: (scene) => listLinks(scene.db, actor(scene), scene.documentId, 'a secret'),
  createLink: (scene) => createLink(scene.db, actor(scene), scene.documentId, { role: 'viewer' }),
  changeLink: (scene) =>
    changeLink(scene.db, actor(scene), scene.documentId, scene.linkId, { name: '', role: 'editor', expiresAt: null }),
  renewLink: (scene) => renewLink(scene.db, actor(scene), scene.documentId, scene.linkId),
  setLinkApproval: (scene) => setLinkApproval(scene.db, actor(scene), scene.documentId, scene.linkId, true),
  removeLink: (scene) => removeLink(scene.db, actor(scene), scene.documentId, scene.linkId),
  setGeneralAccess: (scene) => setGeneralAccess(scene.db, actor(scene), scene.documentId, 'viewer'),
  invitePeople: (scene) => {
    const input = { emails: [scene.sam.email], role: 'viewer' } as const
    return invitePeople(scene.db, actor(scene), scene.documentId, input, { verifiedOnly: false })
  },
  listInvitations: (scene) => listInvitations(scene.db, actor(scene), scene.documentId),
  renewInvitation: (scene) => renewInvitation(scene.db, actor(scene), scene.documentId, scene.invitationId),
  withdrawInvitation: (scene) => withdrawInvitation(scene.db, actor(scene), scene.documentId, scene.invitationId),
  listAccessRequests: (scene) => listAccessRequests(scene.db, actor(scene), scene.documentId),
  answerAccessRequest: (scene) =>
    answerAccessRequest(scene.db, actor(scene), scene.documentId, scene.vera.id, 'editor'),
  setEditorsShare: (scene) => setEditorsShare(scene.db, actor(scene), scene.documentId, true),
  handOver: (scene) => handOver(scene.db, actor(scene), scene.documentId, scene.vera.id),
  blockPerson: (scene) => blockPerson(scene.db, actor(scene), scene.documentId, scene.vera.id),
  unblockPerson: (scene) => unblockPerson(scene.db, actor(scene), scene.documentId, scene.blockedId),
  listBlocked: (scene) => listBlocked(scene.db, actor(scene), scene.documentId),
  listActivity: (scene) => listActivity(scene.db, actor(scene), scene.documentId),
  roleGiver: (scene) => roleGiver(scene.db, actor(scene), scene.documentId),
  openAccess: (scene) => openAccess(scene.db, scene.bob, scene.documentId),
  appendChanges: async (scene) => verdictOf(await appendChanges(scene.db, scene.documentId, [scene.entry])),
  readContent: (scene) => readContent(scene.db, scene.bob, scene.documentId),
  readRevision: (scene) => readRevision(scene.db, scene.bob, scene.documentId),
  listRevisions: (scene) => listRevisions(scene.db, scene.bob, scene.documentId),
  replaceText: (scene) => replaceText(scene.db, scene.bob, scene.documentId, { base: null, text: 'Another text' }),
  editText: (scene) =>
    editText(scene.db, scene.bob, scene.documentId, { base: 0, edit: [{ from: 0, to: 0, insert: 'More' }] }),
  setProperty: (scene) => setProperty(scene.db, scene.bob, scene.documentId, { key: 'language', value: 'json' }),
  // Passed over while somebody holds the document: then it goes by itself, as the collaboration server does it.
  appendTogether: async ({ db, documentId, entry }) => {
    const [outcome] = await appendTogether(db, [{ documentId, entries: [entry] }])
    verdictOf(outcome ?? (await appendChanges(db, documentId, [entry])))
  },
}

/** Requires the document to be among those that Bob is shown. */
function assertFound({ documentId }: Scene, shown: readonly { readonly id: string }[]): void {
  if (!shown.some(({ id }) => id === documentId)) throw new DomainError('not_found')
}

function verdictOf({ verdicts }: Appended): void {
  for (const verdict of verdicts) if (verdict.status === 'refused') throw new DomainError(verdict.code)
}
