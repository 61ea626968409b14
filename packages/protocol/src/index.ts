export { type Clock, systemClock } from './clock.ts'
export { type Coding, codings } from './coding.ts'
export type { DivergedMessage } from './diverged.ts'
export type { DocumentEvent } from './document-event.ts'
export type { Downstream } from './downstream.ts'
export type { EchoMessage, EchoRow, EchoStart } from './echo.ts'
export { EchoReader, type ReadEcho, type ReadRow, type TypedRow, typedRowOf } from './echo-rows.ts'
export { type ErrorCode, type ErrorMessage, errorCodes, type Retry, retryOf } from './error.ts'
export {
  decodeDownstream,
  decodeUpstream,
  encodeDownstream,
  encodeEchoRow,
  encodeEchoStart,
  encodeUpstream,
  helloVersion,
  isUpstreamKind,
} from './frame.ts'
export type { HeartbeatMessage } from './heartbeat.ts'
export type { HelloMessage, IssuedReplica, SnapshotAt, WelcomeMessage } from './hello.ts'
export { hueCount, hueOf } from './hue.ts'
export * as limits from './limits.ts'
export type { Person } from './person.ts'
export {
  type Activity,
  activities,
  type Company,
  type Leads,
  type PresenceMessage,
  type PresencePeer,
  type PresenceUpdate,
} from './presence.ts'
export { protocolVersion } from './protocol-version.ts'
export type { PushMessage } from './push.ts'
export { mayWrite, type Role, roles } from './role.ts'
export type { RoleMessage } from './role-message.ts'
export { splitEdit } from './split-edit.ts'
export { unreachable } from './unreachable.ts'
export type { Upstream } from './upstream.ts'
