export type { Anchor, AnchorSide } from './anchor.ts'
export {
  type Change,
  changeExtent,
  changeReferences,
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
export { applyEdit, type Edit, type Splice } from './edit.ts'
export { type Id, isCounter, isReplicaId, type ReplicaId, sameId } from './id.ts'
export { LimitExceeded } from './limit-exceeded.ts'
export {
  maxBufferedChanges,
  maxBufferedWeight,
  maxChangeOperations,
  maxChangeUnits,
  maxCounter,
  maxKeyUnits,
  maxLamport,
  maxReplica,
  maxRseq,
  maxUnits,
  maxValueUnits,
} from './limits.ts'
export { compareStamps, LwwMap, type MapRecord, type Properties, type Stamp } from './lww-map.ts'
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
