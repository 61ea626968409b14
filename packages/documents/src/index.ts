export { type Database, database } from '@tandem/db'
export { type Access, openAccess } from './access.ts'
export { type AccessChanges, type DocumentAccess, findAccessChanges, type KnownAccess } from './access-changes.ts'
export type { Account } from './account.ts'
export { changePassword, disableAccount, enableAccount, signIn, signUp } from './accounts.ts'
export type { Actor } from './actor.ts'
export {
  type Appended,
  appendChanges,
  appendTogether,
  type RefusalCode,
  type Verdict,
} from './append.ts'
export type { ChangeEntry, DocumentBatch } from './change-entry.ts'
export { createDocument } from './create.ts'
export { DomainError } from './domain-error.ts'
export { type DocumentDetails, getDocument } from './get.ts'
export { admitGuest, becomeMember } from './guests.ts'
export type { LinkRole, ShareLink } from './link.ts'
export { changeLink, createLink, listLinks, removeLink, renewLink } from './links.ts'
export { type DocumentListItem, type DocumentPage, listDocuments, type Place, places } from './list.ts'
export { head, headsBeyond, type LogRow, readLog } from './log.ts'
export { type LinkOffer, linkOffer, openLink } from './open-link.ts'
export { addPerson, changeRole, listPeople, type PersonWithAccess, removePerson } from './people.ts'
export { type Action, can } from './policy.ts'
export { renameDocument } from './rename.ts'
export { issueReplica, type ReplicaOwner, replicaAuthors, replicaOwner } from './replicas.ts'
export { type FoundTitle, searchTitles } from './search-titles.ts'
export { type SignIn, type SignInHolder, signInSeconds } from './sign-in.ts'
export { accountOf, endAllSignIns, endSignIn, listSignIns } from './sign-ins.ts'
export { dropSnapshot, latestSnapshot, type StoredSnapshot, saveSnapshot } from './snapshots.ts'
export { restoreDocument, trashDocument } from './trash.ts'
