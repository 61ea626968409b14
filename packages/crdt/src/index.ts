export type { Anchor, AnchorSide } from './anchor.ts'
export {
  type Change,
  changeExtent,
  checkChange,
  InvalidChange,
  type InvalidReason,
} from './change.ts'
export { decodeAnchor, encodeAnchor } from './codec/anchor-codec.ts'
export { ByteReader } from './codec/byte-reader.ts'
export { ByteWriter } from './codec/byte-writer.ts'
export { decodeChange, encodeChange } from './codec/change-codec.ts'
export { DecodeError, type DecodeErrorCode } from './codec/decode-error.ts'
export type { Digest } from './digest.ts'
export type { Edit, Splice } from './edit.ts'
export { type Id, isReplicaId, type ReplicaId } from './id.ts'
export { LimitExceeded } from './limit-exceeded.ts'
export type { Properties } from './lww-map.ts'
export type {
  DeleteOperation,
  InsertOperation,
  Operation,
  PropertyValue,
  RemoveOperation,
  SetOperation,
  TypeOperation,
} from './operation.ts'
export { type Applied, TandemDoc } from './tandem-doc.ts'
