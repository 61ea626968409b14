export { type Database, database } from '@tandem/db'
export { type Access, openAccess } from './access/access.ts'
export {
  type AccessChanges,
  type DocumentAccess,
  findAccessChanges,
  type KnownAccess,
} from './access/access-changes.ts'
export type { Actor } from './access/actor.ts'
export { type Action, can } from './access/policy.ts'
export type { Account } from './accounts/account.ts'
export { changePassword, disableAccount, enableAccount, hasPassword, signIn, signUp } from './accounts/accounts.ts'
export { type AccountDeletion, accountDeletion, deleteAccount } from './accounts/delete-account.ts'
export { isPasswordResetOpen, requestPasswordReset, resetPassword } from './accounts/password-reset.ts'
export { hasPicture, pictureOf, removePicture, setPicture } from './accounts/picture.ts'
export { changePreferences, getPreferences } from './accounts/preferences.ts'
export { changeProfile, getProfile } from './accounts/profile.ts'
export type { ProviderIdentity } from './accounts/provider-identity.ts'
export { connectProvider, disconnectProvider, listProviders, signInWithProvider } from './accounts/provider-sign-in.ts'
export { proveByPassword, requireRecentProof } from './accounts/recent-proof.ts'
export {
  beginSecondFactor,
  confirmSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  secondFactorOf,
} from './accounts/second-factor/second-factor.ts'
export { maxSignIns, type SignIn, type SignInHolder, signInSeconds } from './accounts/sign-in.ts'
export { accountOf, endAllSignIns, endSignIn, keepSignIns, listSignIns } from './accounts/sign-ins.ts'
export { isVerified, requestVerification, verifyEmail } from './accounts/verification.ts'
export { type AdministeredAccount, listAccounts } from './administration/accounts-list.ts'
export {
  administerDisabled,
  administerReset,
  administerSignIns,
  administerTransfer,
} from './administration/administer.ts'
export { isAdministrator } from './administration/administrators.ts'
export { type AuditLogEvent, listAuditLog } from './administration/audit-log.ts'
export { type AdministeredDocument, listAllDocuments } from './administration/documents-list.ts'
export { audit } from './audit/audit.ts'
export { type AuditDetails, type AuditEventName, auditEventNames } from './audit/audit-event.ts'
export { type Activity, listActivity } from './audit/list-activity.ts'
export { roleGiver } from './audit/role-giver.ts'
export { listWriters } from './content/list-writers.ts'
export { planRevert } from './content/plan-revert.ts'
export { readContent, readRevision } from './content/read-content.ts'
export { listRevisions } from './content/revisions.ts'
export type { Written } from './content/write-changes.ts'
export { editText, replaceText, setProperty } from './content/write-content.ts'
export { describeError } from './describe-error.ts'
export { createDocument } from './documents/create.ts'
export { deleteDocument } from './documents/delete.ts'
export { type DocumentDetails, getDocument } from './documents/get.ts'
export { type Here, tellHere, tellHereMs } from './documents/here.ts'
export {
  type DocumentListItem,
  type DocumentPage,
  type ListQuery,
  listDocuments,
  type Place,
  places,
} from './documents/list.ts'
export { getListView, saveListView } from './documents/list-view.ts'
export { renameDocument } from './documents/rename.ts'
export { restoreDocument, trashDocument } from './documents/trash.ts'
export { DomainError } from './domain-error.ts'
export {
  type Appended,
  appendChanges,
  appendTogether,
  type RefusalCode,
  type Verdict,
} from './log/append.ts'
export { type ChangeEntry, changeEntry, type DocumentBatch } from './log/change-entry.ts'
export { head, headsBeyond, type LogRow, readLog } from './log/log.ts'
export { issueReplica, type ReplicaOwner, replicaAuthors, replicaOwner } from './log/replicas.ts'
export { dropSnapshot, latestSnapshot, type StoredSnapshot, saveSnapshot } from './log/snapshots.ts'
export { setStarred } from './own/stars.ts'
export { listTags, setTagged, type Tag } from './own/tags.ts'
export { type FoundText, searchTexts } from './search/search-texts.ts'
export { type FoundTitle, searchTitles } from './search/search-titles.ts'
export { claimTexts, type DueTexts, saveText } from './search/text-index.ts'
export {
  type AccessRequest,
  answerAccessRequest,
  listAccessRequests,
  newsOfLinkRequest,
  type RequestNews,
  requestAccess,
  requestAccessByLink,
} from './sharing/access-requests.ts'
export { type BlockedPerson, blockPerson, listBlocked, unblockPerson } from './sharing/blocked.ts'
export { setEditorsShare } from './sharing/editors-share.ts'
export { endExpiredLinks } from './sharing/expired-links.ts'
export { setGeneralAccess } from './sharing/general-access.ts'
export { admitGuest, becomeMember } from './sharing/guests.ts'
export { handOver } from './sharing/hand-over.ts'
export {
  acceptInvitations,
  type Invitation,
  listInvitations,
  renewInvitation,
  withdrawInvitation,
} from './sharing/invitations.ts'
export { type Invited, invitePeople } from './sharing/invite.ts'
export { type LinkRole, maxLinksPerDocument, type ShareLink } from './sharing/link.ts'
export { changeLink, createLink, listLinks, removeLink, renewLink, setLinkApproval } from './sharing/links.ts'
export { type LinkGuesses, type LinkOffer, linkOffer, openLink } from './sharing/open-link.ts'
export { addPerson, changeRole, listPeople, type PersonWithAccess, removePerson } from './sharing/people.ts'
export { maxInvitedAtOnce } from './sharing/sharing-limits.ts'
export {
  claimRequest,
  type NamedRequest,
  releaseRequest,
  rememberAnswer,
  rememberedHours,
  type StoredAnswer,
} from './tokens/answered-requests.ts'
export { type TokenScope, tokenDays, tokenScopes } from './tokens/token.ts'
export { createToken, holderOfToken, listTokens, revokeToken, type TokenHolder } from './tokens/tokens.ts'
