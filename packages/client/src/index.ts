export { propertyReplicas } from '@tandem/crdt/property-stamps'
export { endsAccess } from './error-reaction.ts'
export { memoryStore } from './memory-store.ts'
export type {
  ChangeName,
  OfflineStore,
  OutboxChange,
  StoredAbout,
  StoredBase,
  StoredDocument,
  StoredRow,
} from './offline-store.ts'
export type { Unsaved } from './outbox.ts'
export type { OwnCompany } from './own-presence.ts'
export type { Peer, PeerSelection, Selected } from './presence.ts'
export { type Rescue, rescueFile, rescueFormat, writtenBy } from './rescue.ts'
export { createSession, type Session } from './session.ts'
export { SessionError } from './session-error.ts'
export type { Self, SessionEvents } from './session-events.ts'
export type { SessionOptions } from './session-options.ts'
export type { ClosedReason, SessionState } from './session-state.ts'
export { socketIoTransport } from './socket-io-transport.ts'
export type { Connection, ConnectionEvents, Transport } from './transport.ts'
