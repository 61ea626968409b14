import { maxCounter, maxLamport, maxReplica, maxRseq, maxUnits } from '../limits.ts'
import type { ReplicaState } from '../progress.ts'
import type { LamportRun } from '../text/serial-table.ts'
import type { ByteReader } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'
import { demand } from './decode-error.ts'
import { type Structure, unitsOf } from './snapshot.ts'

/** Writes how far each replica has come. */
export function writeReplicas(writer: ByteWriter, replicas: readonly ReplicaState[]): void {
  writer.varint(replicas.length)
  let last = 0
  for (const { id, rseq, counter, lamport } of replicas) {
    writer.varint(id - last)
    writer.varint(rseq)
    writer.varint(counter)
    writer.varint(lamport - counter)
    last = id
  }
}

/** Reads what `writeReplicas` wrote. Throws `DecodeError`. */
export function readReplicas(reader: ByteReader): readonly ReplicaState[] {
  const replicas: ReplicaState[] = []
  let id = 0
  for (let count = reader.varint(reader.remaining); count > 0; count--) {
    const step = reader.varint(maxReplica - id)
    const rseq = reader.varint(maxRseq)
    const counter = reader.varint(maxCounter + 1)
    const lamport = counter + reader.varint(maxLamport - counter)
    demand(step > 0 && rseq > 0, 'invalid', 'replica')
    id += step
    replicas.push({ id, rseq, counter, lamport })
  }
  demand(unitsOf(replicas) <= maxUnits, 'limit', 'replicas')
  return replicas
}

/** Writes the times of those replicas that have code units. */
export function writeTimes(writer: ByteWriter, replicas: readonly ReplicaState[], times: Structure['times']): void {
  times.forEach((runs, rank) => {
    if (runs.length === 0) return
    writer.varint(runs.length)
    let ahead = 0
    runs.forEach((run, at) => {
      writer.varint((runs[at + 1]?.counter ?? replicas[rank]?.counter ?? 0) - run.counter)
      writer.varint(run.ahead - ahead)
      ahead = run.ahead
    })
  })
}

/** Reads what `writeTimes` wrote. Throws `DecodeError`. */
export function readTimes(reader: ByteReader, replicas: readonly ReplicaState[]): Structure['times'] {
  return replicas.map(({ counter: end, lamport }) => {
    const runs: LamportRun[] = []
    if (end === 0) return runs
    let counter = 0
    let ahead = 0
    for (let count = reader.varint(reader.remaining); count > 0; count--) {
      const length = reader.varint(end - counter)
      const step = reader.varint(maxLamport - ahead)
      demand(length > 0 && step > 0, 'canonical', 'times')
      ahead += step
      runs.push({ counter, ahead })
      counter += length
    }
    demand(counter === end && end - 1 + ahead <= lamport, 'invalid', 'times')
    return runs
  })
}
