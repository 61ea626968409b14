import type { Action } from '../../access/policy.ts'

/**
 * Something that is done with one document on somebody's behalf: which action of the policy it is, and what it goes by
 * while somebody's role is just being changed by another transaction. What `waits` takes the document's lock: it is judged
 * by what was committed. What does not reads what is committed at that moment, and that is the role as it was.
 */
export type Deed = {
  readonly name: string
  readonly action: Action
  readonly whileChanging: 'waits' | 'as before'
}

/** The functions of this package that are done on behalf of somebody who is signed in: whoever calls them asked `accountOf`. */
export const functions = [
  { name: 'getDocument', action: 'read', whileChanging: 'as before' },
  { name: 'listDocuments', action: 'read', whileChanging: 'as before' },
  { name: 'searchTitles', action: 'read', whileChanging: 'as before' },
  { name: 'searchTexts', action: 'read', whileChanging: 'as before' },
  { name: 'listPeople', action: 'read', whileChanging: 'as before' },
  { name: 'listWriters', action: 'read', whileChanging: 'as before' },
  { name: 'planRevert', action: 'write', whileChanging: 'as before' },
  { name: 'renameDocument', action: 'rename', whileChanging: 'waits' },
  { name: 'trashDocument', action: 'trash', whileChanging: 'waits' },
  { name: 'restoreDocument', action: 'trash', whileChanging: 'waits' },
  { name: 'deleteDocument', action: 'delete', whileChanging: 'waits' },
  { name: 'setStarred', action: 'read', whileChanging: 'waits' },
  { name: 'setTagged', action: 'read', whileChanging: 'waits' },
  { name: 'listTags', action: 'read', whileChanging: 'as before' },
  { name: 'addPerson', action: 'share', whileChanging: 'waits' },
  { name: 'changeRole', action: 'share', whileChanging: 'waits' },
  { name: 'removePerson', action: 'share', whileChanging: 'waits' },
  { name: 'removePerson (oneself)', action: 'leave', whileChanging: 'waits' },
  { name: 'listLinks', action: 'share', whileChanging: 'as before' },
  { name: 'createLink', action: 'share', whileChanging: 'waits' },
  { name: 'changeLink', action: 'share', whileChanging: 'waits' },
  { name: 'renewLink', action: 'share', whileChanging: 'waits' },
  { name: 'setLinkApproval', action: 'share', whileChanging: 'waits' },
  { name: 'removeLink', action: 'share', whileChanging: 'waits' },
  { name: 'setGeneralAccess', action: 'share', whileChanging: 'waits' },
  { name: 'invitePeople', action: 'share', whileChanging: 'waits' },
  { name: 'listInvitations', action: 'share', whileChanging: 'as before' },
  { name: 'renewInvitation', action: 'share', whileChanging: 'waits' },
  { name: 'withdrawInvitation', action: 'share', whileChanging: 'waits' },
  { name: 'listAccessRequests', action: 'share', whileChanging: 'as before' },
  { name: 'answerAccessRequest', action: 'share', whileChanging: 'waits' },
  { name: 'setEditorsShare', action: 'own', whileChanging: 'waits' },
  { name: 'handOver', action: 'own', whileChanging: 'waits' },
  { name: 'blockPerson', action: 'own', whileChanging: 'waits' },
  { name: 'unblockPerson', action: 'own', whileChanging: 'waits' },
  { name: 'listBlocked', action: 'own', whileChanging: 'as before' },
  { name: 'listActivity', action: 'own', whileChanging: 'as before' },
  { name: 'roleGiver', action: 'read', whileChanging: 'as before' },
] as const satisfies readonly Deed[]

/** Those that judge the sign-in whatever they do: the collaboration server and the REST API call them. */
export const signedInFunctions = [
  { name: 'openAccess', action: 'read', whileChanging: 'as before' },
  { name: 'appendChanges', action: 'write', whileChanging: 'waits' },
  { name: 'appendTogether', action: 'write', whileChanging: 'waits' },
  { name: 'readContent', action: 'read', whileChanging: 'as before' },
  { name: 'readRevision', action: 'read', whileChanging: 'as before' },
  { name: 'listRevisions', action: 'read', whileChanging: 'as before' },
  { name: 'replaceText', action: 'write', whileChanging: 'waits' },
  { name: 'editText', action: 'write', whileChanging: 'waits' },
  { name: 'setProperty', action: 'write', whileChanging: 'waits' },
] as const satisfies readonly Deed[]

/**
 * Whether a function judges also the sign-in at which it is asked for: those do that lock the document, in the place where it
 * can't end any more before they are done.
 */
export function judgesSignIn({ name, whileChanging }: Deed): boolean {
  return whileChanging === 'waits' || signedInFunctions.some((deed) => deed.name === name)
}

/** What a client says to the collaboration server. */
export const messages = [
  { name: 'hello', action: 'read', whileChanging: 'as before' },
  { name: 'push', action: 'write', whileChanging: 'waits' },
  { name: 'presence', action: 'read', whileChanging: 'as before' },
  { name: 'diverged', action: 'read', whileChanging: 'as before' },
] as const satisfies readonly Deed[]

/** Functions of this package that are about no document that somebody has, and why they may be called. */
export const roleless: Readonly<Record<string, string>> = {
  signUp: 'everybody; the web app bounds how often',
  signIn: 'everybody; the web app bounds how often',
  accountOf: 'asks who is signed in',
  endExpiredLinks: 'one’s own; asked with every request',
  changePassword: 'one’s own; with the old password',
  requestPasswordReset: 'everybody; the answer goes to the address, and the web app bounds how often',
  isPasswordResetOpen: 'whoever has the link that was mailed',
  resetPassword: 'whoever has the link that was mailed',
  isVerified: 'whoever gives something to an address',
  accountDeletion: 'one’s own',
  deleteAccount: 'one’s own; with a proof of who one is of the last two minutes, which signing in is not',
  secondFactorOf: 'one’s own',
  beginSecondFactor: 'one’s own; with a recent proof of who one is',
  confirmSecondFactor: 'one’s own; with a code',
  removeSecondFactor: 'one’s own; with a recent proof of who one is',
  renewRecoveryCodes: 'one’s own; with a recent proof of who one is',
  proveByPassword: 'one’s own; with the password, and a code where there is a second factor',
  requireRecentProof: 'one’s own',
  signInWithProvider: 'whoever another provider says they are',
  connectProvider:
    'one’s own; with a recent proof of who one is, which coming back from where one is connected is itself, without a second factor',
  listProviders: 'one’s own',
  disconnectProvider: 'one’s own; with a recent proof of who one is',
  hasPassword: 'one’s own',
  getPreferences: 'one’s own',
  changePreferences: 'one’s own',
  getProfile: 'one’s own',
  changeProfile: 'one’s own',
  setPicture: 'one’s own; not a guest’s',
  removePicture: 'one’s own',
  hasPicture: 'one’s own',
  pictureOf: 'everybody who is signed in and knows of the person',
  requestVerification: 'one’s own; the answer goes to the address, and the web app bounds how often',
  verifyEmail: 'one’s own; with the link that was mailed',
  acceptInvitations: 'one’s own; with an address that one has shown to be one’s own',
  listSignIns: 'one’s own',
  endSignIn: 'one’s own',
  endAllSignIns: 'one’s own',
  becomeMember: 'one’s own',
  isAdministrator: 'the web app, of who is signed in',
  listAccounts: 'administrators of the instance',
  listAllDocuments: 'administrators of the instance; no text',
  listAuditLog: 'administrators of the instance',
  administerDisabled: 'administrators of the instance; with a recent proof of who one is',
  administerReset: 'administrators of the instance; with a recent proof of who one is',
  administerSignIns: 'administrators of the instance; with a recent proof of who one is',
  administerTransfer: 'administrators of the instance; with a recent proof of who one is, and not to themselves',
  audit: 'whoever changes something on somebody’s behalf',
  createToken: 'one’s own; for who is signed in and no guest, with a recent proof of who one is',
  listTokens: 'one’s own',
  revokeToken: 'one’s own',
  holderOfToken: 'whoever has the token’s secret',
  claimRequest: 'the REST API, for the token that asks',
  rememberAnswer: 'the REST API, for the token that asks',
  releaseRequest: 'the REST API, for the token that asks',
  createDocument: 'everybody who is signed in and no guest',
  getListView: 'one’s own',
  saveListView: 'one’s own',
  linkOffer: 'whoever has the link’s address',
  openLink: 'whoever is signed in and has the link’s address, and its password',
  admitGuest: 'whoever has the link’s address, and its password',
  newsOfLinkRequest: 'whoever has the link’s address, of their own request',
  requestAccessByLink: 'everybody who is signed in; the answer tells nothing; the web app bounds how often',
  requestAccess: 'everybody who is signed in; the answer tells nothing; the web app bounds how often',
  disableAccount: 'whoever runs the server',
  enableAccount: 'whoever runs the server',
  issueReplica: 'the collaboration server, for who has a role',
  findAccessChanges: 'the collaboration server',
  head: 'the collaboration server',
  headsBeyond: 'the collaboration server',
  readLog: 'the collaboration server, for whom it let in',
  latestSnapshot: 'the collaboration server, for whom it let in',
  saveSnapshot: 'the collaboration server',
  dropSnapshot: 'the collaboration server',
  claimTexts: 'the collaboration server',
  saveText: 'the collaboration server',
  tellHere: 'the collaboration server',
  keepSignIns: 'the collaboration server, of who has a document open',
  replicaOwner: 'nobody’s question yet',
  replicaAuthors: 'nobody’s question yet',
}
