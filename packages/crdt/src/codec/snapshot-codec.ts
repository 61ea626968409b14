import { present } from '../assert.ts'
import { digestOf } from '../digest.ts'
import type { ReplicaId } from '../id.ts'
import { maxCounter, maxLamport, maxReplica, maxRseq } from '../limits.ts'
import { LwwMap } from '../lww-map.ts'
import type { Progress } from '../progress.ts'
import type { LamportRun, LamportTable } from '../text/lamport-table.ts'
import { SharedText } from '../text/shared-text.ts'
import { textProblem } from '../text/text-problem.ts'
import { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'
import { DecodeError } from './decode-error.ts'
import { formatVersion, readFormatVersion } from './format-version.ts'
import { readItems, writeItems } from './item-columns.ts'
import { parseTag, readKey, readValue, tagOf, writeValue } from './property-codec.ts'

/** What a snapshot holds: everything that was applied, nothing that waits. */
export type DocState = {
  readonly text: SharedText
  readonly map: LwwMap
  readonly progress: ReadonlyMap<ReplicaId, Progress>
}

const removedTag = 5

/** The first byte of a snapshot that has a replica's last tick itself, not how far it is above the last `rseq`. */
const tickFormat = 0

/** A state as bytes; SPEC.md, Formats. Equal states, however they came about, give equal bytes. */
export function encodeSnapshot({ text, map, progress }: DocState): Uint8Array {
  const writer = new ByteWriter(1024)
  const replicas = [...progress.keys()].sort((a, b) => a - b)
  // The first format holds no replica that made more changes than it took ticks, as one that mostly deletes does.
  const fits = [...progress.values()].every(({ rseq, lamport }) => lamport >= rseq)
  writer.byte(fits ? formatVersion : tickFormat)
  writeProgress(writer, replicas, progress, fits)
  for (const replica of replicas) writeLamports(writer, text.order.lamports, replica, progress)
  writeItems(writer, text.order.list, replicas)
  writeMap(writer, map, replicas)
  const digest = stateDigest({ text, map })
  for (let at = 0; at < digest.length; at += 2) writer.byte(Number.parseInt(digest.slice(at, at + 2), 16))
  return writer.finish()
}

/**
 * The state that was encoded. Throws `DecodeError`. What it returns is consistent in itself and encodes to the same
 * bytes; that its characters stand in the order in which a replay would put them is not checked.
 */
export function decodeSnapshot(bytes: Uint8Array): DocState {
  const reader = new ByteReader(bytes)
  const fits = bytes[0] !== tickFormat
  if (fits) readFormatVersion(reader)
  else reader.byte()
  const progress = readProgress(reader, fits)
  const replicas = [...progress.keys()]
  const lamports = new Map<ReplicaId, readonly LamportRun[]>()
  for (const [replica, { counter, lamport }] of progress) {
    if (counter > 0) lamports.set(replica, readLamports(reader, counter, lamport))
  }
  const items = readItems(reader, replicas)
  const map = readMap(reader, progress)
  const digest = Array.from(reader.bytes(8), (byte) => byte.toString(16).padStart(2, '0')).join('')
  reader.end()

  const text = SharedText.of(items, lamports)
  const counts = new Map([...progress].map(([replica, { counter }]) => [replica, counter]))
  const problem = textProblem(text.order, counts)
  if (problem !== null) throw new DecodeError('invalid', problem)
  const state: DocState = { text, map, progress }
  if (stateDigest(state) !== digest) throw new DecodeError('digest', 'the content is not what its digest says')
  if (!equalBytes(encodeSnapshot(state), bytes))
    throw new DecodeError('canonical', 'not written as the encoder writes it')
  return state
}

/** The digest of what a state shows. */
export function stateDigest({ text, map }: Pick<DocState, 'text' | 'map'>): string {
  return digestOf(visiblePieces(text), map.entries())
}

function* visiblePieces(text: SharedText): IterableIterator<string> {
  for (const item of text.order.list) yield item.text
}

function writeProgress(
  writer: ByteWriter,
  replicas: readonly ReplicaId[],
  progress: ReadonlyMap<ReplicaId, Progress>,
  fits: boolean,
): void {
  writer.varint(replicas.length)
  let last = 0
  for (const replica of replicas) {
    const { rseq, counter, lamport } = present(progress.get(replica), 'progress of the replica')
    writer.varint(replica - last)
    writer.varint(rseq)
    writer.varint(counter)
    writer.varint(fits ? lamport - rseq : lamport)
    last = replica
  }
}

function readProgress(reader: ByteReader, fits: boolean): ReadonlyMap<ReplicaId, Progress> {
  const progress = new Map<ReplicaId, Progress>()
  let last = 0
  for (let count = reader.varint(reader.remaining); count > 0; count--) {
    const replica = last + reader.varint(maxReplica - last)
    const rseq = reader.varint(maxRseq)
    const counter = reader.varint(maxCounter + 1)
    const lamport = fits ? rseq + reader.varint(maxLamport - rseq) : reader.varint()
    if (replica === last || rseq === 0 || lamport < counter) throw new DecodeError('invalid', 'an impossible replica')
    progress.set(replica, { rseq, counter, lamport })
    last = replica
  }
  return progress
}

function writeLamports(
  writer: ByteWriter,
  lamports: LamportTable,
  replica: ReplicaId,
  progress: ReadonlyMap<ReplicaId, Progress>,
): void {
  const end = present(progress.get(replica), 'progress of the replica').counter
  if (end === 0) return
  const runs = lamports.runsOf(replica)
  writer.varint(runs.length)
  let ahead = 0
  runs.forEach((run, at) => {
    writer.varint((runs[at + 1]?.counter ?? end) - run.counter)
    writer.varint(run.ahead - ahead)
    ahead = run.ahead
  })
}

function readLamports(reader: ByteReader, end: number, lamport: number): readonly LamportRun[] {
  const runs: LamportRun[] = []
  let counter = 0
  let ahead = 0
  for (let count = reader.varint(reader.remaining); count > 0; count--) {
    const length = reader.varint(end - counter)
    const step = reader.varint(maxLamport - ahead)
    if (length === 0 || step === 0) throw new DecodeError('canonical', 'runs of time must be long and ascend')
    ahead += step
    runs.push({ counter, ahead })
    counter += length
  }
  if (counter !== end || end - 1 + ahead > lamport) throw new DecodeError('invalid', 'times that do not fit')
  return runs
}

function writeMap(writer: ByteWriter, map: LwwMap, replicas: readonly ReplicaId[]): void {
  const ranks = new Map(replicas.map((replica, rank) => [replica, rank]))
  const records = map.records()
  writer.varint(records.length)
  for (const [key, record] of records) {
    writer.string(key)
    writer.byte(record.removed ? removedTag : tagOf(record.value))
    if (!record.removed) writeValue(writer, record.value)
    writer.varint(present(ranks.get(record.stamp.replica), 'rank of the replica'))
    writer.varint(record.stamp.lamport)
  }
}

function readMap(reader: ByteReader, progress: ReadonlyMap<ReplicaId, Progress>): LwwMap {
  const map = new LwwMap()
  const replicas = [...progress]
  let last: string | null = null
  for (let count = reader.varint(reader.remaining); count > 0; count--) {
    const key = readKey(reader)
    if (last !== null && key <= last) throw new DecodeError('canonical', 'keys must ascend')
    const tag = reader.byte()
    const value = tag === removedTag ? null : readValue(reader, parseTag(tag))
    const writer = replicas[reader.varint(Math.max(0, replicas.length - 1))]
    const lamport = reader.varint()
    if (writer === undefined) throw new DecodeError('invalid', 'a property without a replica')
    const [replica, { lamport: latest }] = writer
    if (lamport < 1 || lamport > latest) throw new DecodeError('invalid', 'a stamp that does not fit')
    if (tag === removedTag) map.remove(key, { lamport, replica })
    else map.set(key, value, { lamport, replica })
    last = key
  }
  return map
}

function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at])
}
