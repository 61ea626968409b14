import type { ReplicaState } from '../progress.ts'
import type { ByteReader } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'
import { demand } from './decode-error.ts'
import { birthsOf, predictOrigins } from './origin-prediction.ts'
import { readTimes, writeTimes } from './replica-codec.ts'
import { checkRuns, lastAtMost } from './run-check.ts'
import { type OpenedStructure, type Structure, unitsOf } from './snapshot.ts'
import { writeSteps } from './steps.ts'

/** Writes the times, the runs and the pairs of a text. */
export function writeStructure(writer: ByteWriter, replicas: readonly ReplicaState[], structure: Structure): void {
  const { times, columns, pairs } = structure
  const { length, deleted } = columns
  writeTimes(writer, replicas, times)
  const { sorted, ranks } = bySerial(columns.start)
  writeSteps(writer, ranks)
  for (let run = 0; run < length.length; run++) writer.varint(2 * ((length[run] ?? 0) - 1) + (deleted[run] ?? 0))
  writer.varint(pairs.length)
  let free = 0
  for (const pair of pairs) {
    writer.varint(pair - free)
    free = pair + 2
  }
  const predicted = predictOrigins(birthsOf(replicas, times, length, sorted), length)
  writeOrigins(writer, columns.left, predicted.left)
  writeOrigins(writer, columns.right, predicted.right)
}

/** Reads what `writeStructure` wrote and checks that it fits together, and with the visible text. Throws `DecodeError`. */
export function readStructure(reader: ByteReader, replicas: readonly ReplicaState[], text: string): OpenedStructure {
  const units = unitsOf(replicas)
  const times = readTimes(reader, replicas)
  // Every run takes a byte in each of the two columns.
  const count = reader.varint(reader.remaining >>> 1)
  const length = new Int32Array(count)
  const deleted = new Uint8Array(count)
  const sorted = new Int32Array(count).fill(-1)
  const seams: number[] = []
  let rank = -1
  for (let run = 0; run < count; run++) {
    const step = reader.signed()
    // Only a run whose serials go on where those of the row before end could be one with it.
    if (step === 0) seams.push(run)
    rank += 1 + step
    demand(sorted[rank] === -1, 'invalid', 'runs')
    sorted[rank] = run
  }
  let visible = 0
  for (let run = 0; run < count; run++) {
    const entry = reader.varint(2 * units - 1)
    const size = (entry >>> 1) + 1
    length[run] = size
    if ((entry & 1) === 1) deleted[run] = 1
    else visible += size
  }
  demand(visible === text.length, 'invalid', 'text')
  const births = birthsOf(replicas, times, length, sorted)
  const pairs = readPairs(reader, units)
  const { left, right } = predictOrigins(births, length)
  const suspects: number[] = []
  readOrigins(reader, left, units, suspects)
  readOrigins(reader, right, units, suspects)
  reader.end()
  const structure = {
    times,
    columns: { start: births.start, length, left, right, deleted },
    pairs,
    sorted,
  }
  checkRuns(replicas, text, structure, suspects, seams)
  return structure
}

/** The rows by ascending serial, and for each row its place among them. */
export function bySerial(start: Int32Array): { readonly sorted: Int32Array; readonly ranks: Int32Array } {
  // Sorting numbers is many times faster than sorting rows with a function.
  const serials = start.slice().sort()
  const sorted = new Int32Array(start.length)
  const ranks = start.map((serial, run) => {
    const rank = lastAtMost(serials, serial)
    sorted[rank] = run
    return rank
  })
  return { sorted, ranks }
}

function readPairs(reader: ByteReader, units: number): Int32Array {
  const pairs = new Int32Array(reader.varint(reader.remaining))
  let free = 0
  for (let at = 0; at < pairs.length; at++) {
    const pair = free + reader.varint(units - free)
    pairs[at] = pair
    free = pair + 2
  }
  return pairs
}

/** Lists the origins that are not as predicted. */
function writeOrigins(writer: ByteWriter, origins: Int32Array, predicted: Int32Array): void {
  const surprises: number[] = []
  for (let run = 0; run < origins.length; run++) if (origins[run] !== predicted[run]) surprises.push(run)
  writer.varint(surprises.length)
  let next = 0
  let last = -1
  for (const run of surprises) {
    const origin = origins[run] ?? -1
    writer.varint(run - next)
    writer.signed(origin - last)
    next = run + 1
    last = origin
  }
}

/** Puts those that `writeOrigins` listed into the predicted ones, and their rows into `suspects`. */
function readOrigins(reader: ByteReader, origins: Int32Array, units: number, suspects: number[]): void {
  let run = -1
  let origin = -1
  for (let count = reader.varint(reader.remaining >>> 1); count > 0; count--) {
    run += 1 + reader.varint(origins.length - run - 2)
    origin += reader.signed()
    demand(origin >= -1 && origin < units, 'number', 'origin')
    demand(origin !== origins[run], 'canonical', 'origin')
    origins[run] = origin
    suspects.push(run)
  }
}
