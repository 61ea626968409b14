import { type Deed, functions } from './deeds.ts'

type Name = (typeof functions)[number]['name']

/** Server actions and routes of the web app that are about one document, and the function that decides for each. */
export const webDoors = {
  renameDocumentAction: 'renameDocument',
  trashDocumentsAction: 'trashDocument',
  restoreDocumentsAction: 'restoreDocument',
  deleteDocumentsAction: 'deleteDocument',
  starDocumentsAction: 'setStarred',
  tagDocumentsAction: 'setTagged',
  shareDocumentsAction: 'addPerson',
  unshareDocumentsAction: 'removePerson',
  findDocumentsAction: 'searchTitles',
  findAuthorsAction: 'getDocument',
  findRoleGiverAction: 'roleGiver',
  listWritersAction: 'listWriters',
  planRevertAction: 'planRevert',
  loadSharingAction: 'listPeople',
  addPersonAction: 'addPerson',
  changeRoleAction: 'changeRole',
  setEditorsShareAction: 'setEditorsShare',
  handOverAction: 'handOver',
  removePersonAction: 'removePerson',
  blockPersonAction: 'blockPerson',
  unblockPersonAction: 'unblockPerson',
  listActivityAction: 'listActivity',
  inviteAction: 'invitePeople',
  renewInvitationAction: 'renewInvitation',
  withdrawInvitationAction: 'withdrawInvitation',
  answerRequestAction: 'answerAccessRequest',
  listLinksAction: 'listLinks',
  createLinkAction: 'createLink',
  setGeneralAccessAction: 'setGeneralAccess',
  changeLinkAction: 'changeLink',
  setLinkApprovalAction: 'setLinkApproval',
  renewLinkAction: 'renewLink',
  removeLinkAction: 'removeLink',
  'POST /api/documents/export': 'getDocument',
} as const satisfies Readonly<Record<string, Name>>

/** One of them. */
export type WebDoor = keyof typeof webDoors

/** As rows of the table: each is what its function is. */
export const webDeeds: readonly Deed[] = Object.entries(webDoors).flatMap(([name, by]) =>
  functions.filter((deed) => deed.name === by).map((deed) => ({ ...deed, name })),
)
