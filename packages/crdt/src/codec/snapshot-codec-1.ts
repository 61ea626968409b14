import { digestOf, hashesOf } from '../digest.ts'
import { maxCounter, maxLamport } from '../limits.ts'
import type { ReplicaState } from '../progress.ts'
import { ByteReader } from './byte-reader.ts'
import { DecodeError } from './decode-error.ts'
import { readFormatVersion } from './format-version.ts'
import { readMap } from './map-codec.ts'
import { birthsOf } from './origin-prediction.ts'
import { readReplicas, readTimes } from './replica-codec.ts'
import { checkRuns, firstSerials } from './run-check.ts'
import { bySerial } from './run-columns.ts'
import type { OpenedSnapshot, RunColumns } from './snapshot.ts'

const deletedFlag = 1
const sameAuthorFlag = 2
const leftShift = 2
const rightShift = 4
/** The form of an origin that is written out. Lower forms say where it is found. */
const given = 3

/**
 * A document in the first format, which is read for ever and written no more; SPEC.md, F10. Throws `DecodeError`: here the
 * whole is checked at once.
 */
export function readSnapshot1(bytes: Uint8Array): OpenedSnapshot {
  const reader = new ByteReader(bytes)
  readFormatVersion(reader)
  const replicas = readReplicas1(reader)
  const times = readTimes(reader, replicas)
  const columns = readRuns(reader, replicas)
  const text = reader.string()
  const pairs = readPairs(reader, columns)
  const map = readMap(reader, replicas)
  const digest = reader.hex(8)
  reader.end()
  const { start } = columns
  const { sorted } = bySerial(start)
  const visible = columns.length.reduce((sum, size, run) => sum + (columns.deleted[run] === 1 ? 0 : size), 0)
  if (visible !== text.length) throw new DecodeError('invalid', 'text that does not fit the runs')
  const births = birthsOf(replicas, times, columns.length, sorted)
  if (start.some((serial, run) => serial !== births.start[run])) throw new DecodeError('invalid', 'a code unit twice')
  const structure = { times, columns, pairs, sorted }
  checkRuns(replicas, text, structure, start.keys(), start.keys())
  if (digestOf(hashesOf(text), map.entries()) !== digest) {
    throw new DecodeError('digest', 'the content is not what its digest says')
  }
  return { replicas, text, map, digest, structure: () => structure }
}

/** As later, but the last tick is counted from the last `rseq`: every change took one. */
function readReplicas1(reader: ByteReader): readonly ReplicaState[] {
  return readReplicas(reader).map(({ lamport, counter, rseq, ...state }) => {
    const last = lamport - counter + rseq
    if (last < counter || last > maxLamport) throw new DecodeError('invalid', 'an impossible replica')
    return { ...state, rseq, counter, lamport: last }
  })
}

function readRuns(reader: ByteReader, replicas: readonly ReplicaState[]): RunColumns {
  let units = 0
  const bases = replicas.map(({ counter }) => {
    units += counter
    return units - counter
  })
  const count = reader.varint(reader.remaining)
  const flags = reader.bytes(count)
  const ranks = readRanks(reader, flags, replicas)
  const length = Int32Array.from(flags, () => reader.varint(maxCounter))
  const ends = replicas.map(() => 0)
  const counters = ranks.map((rank, run) => {
    const counter = (ends[rank] ?? 0) + reader.signed()
    const end = counter + (length[run] ?? 0)
    if (counter < 0 || end <= counter) throw new DecodeError('number', 'a counter out of range')
    if (end > (replicas[rank]?.counter ?? 0)) throw new DecodeError('invalid', 'a code unit that is too many')
    ends[rank] = end
    return counter
  })
  const start = counters.map((counter, run) => (bases[ranks[run] ?? 0] ?? 0) + counter)

  const readOrigins = (shift: number) =>
    Array.from(flags, (flag, run) => {
      if (((flag >> shift) & 3) !== given) return undefined
      const rank = reader.varint(replicas.length - 1)
      const counter = (counters[run] ?? 0) + reader.signed()
      if (counter < 0 || counter >= (replicas[rank]?.counter ?? 0)) {
        throw new DecodeError('number', 'an origin that does not exist')
      }
      return (bases[rank] ?? 0) + counter
    })
  const lefts = readOrigins(leftShift)
  const rights = readOrigins(rightShift)

  const left = new Int32Array(count)
  const right = new Int32Array(count)
  const deleted = new Uint8Array(count)
  const firsts = firstSerials(replicas)
  flags.forEach((flag, run) => {
    const own = start[run] ?? 0
    const neighbour = run > 0 ? (start[run - 1] ?? 0) + (length[run - 1] ?? 0) - 1 : undefined
    const before = pick(flag >> leftShift, [-1, firsts.has(own) ? undefined : own - 1, neighbour, lefts[run]])
    const following = before < 0 || firsts.has(before + 1) ? undefined : before + 1
    const after = pick(flag >> rightShift, [-1, following, right[run - 1], rights[run]])
    left[run] = before
    right[run] = after
    deleted[run] = flag & deletedFlag
  })
  return { start: Int32Array.from(start), length, left, right, deleted }
}

/** The origin in the form that a flag names, which must be the lowest that says it. */
function pick(form: number, forms: readonly (number | undefined)[]): number {
  const origin = forms[form & 3]
  if (origin === undefined) throw new DecodeError('invalid', 'an origin where there is nothing')
  if (forms.indexOf(origin) < (form & 3)) throw new DecodeError('canonical', 'an origin in a longer form')
  return origin
}

function readRanks(reader: ByteReader, flags: Uint8Array, replicas: readonly ReplicaState[]): readonly number[] {
  let last = 0
  return Array.from(flags, (flag) => {
    if ((flag & sameAuthorFlag) === 0) {
      const rank = reader.varint(replicas.length - 1)
      if (rank === last) throw new DecodeError('canonical', 'an author that goes without saying')
      last = rank
    }
    if (flag > 0x3f) throw new DecodeError('invalid', 'an unknown flag')
    return last
  })
}

/** Pairs are counted through the tombstones as if they were one text. */
function readPairs(reader: ByteReader, { start, length, deleted }: RunColumns): Int32Array {
  const pairs: number[] = []
  let rest = reader.varint(reader.remaining)
  let next = rest > 0 ? reader.varint() : 0
  let passed = 0
  for (let run = 0; run < start.length && rest > 0; run++) {
    if (deleted[run] !== 1) continue
    const end = passed + (length[run] ?? 0)
    for (; rest > 0 && next < end; rest--) {
      pairs.push((start[run] ?? 0) + next - passed)
      if (rest > 1) next += 2 + reader.varint()
    }
    passed = end
  }
  if (rest > 0) throw new DecodeError('invalid', 'a pair without a tombstone')
  return Int32Array.from(pairs).sort()
}
