import { type Change, decodeChange, TandemDoc } from '@tandem/crdt'
import type { Database } from '@tandem/db'
import type { Cast } from '../people/cast.ts'
import { documentRow, type FactRow, logRows, replicaOwners, rolesIn, snapshotRows } from '../world/facts.ts'
import type { LogLine } from './line.ts'
import { hashOf, type Recorder } from './recorder.ts'

/** Writes down what is there in the end: the logs, what they show, the snapshots, and what everybody sees. */
export async function recordEnding(db: Database, cast: Cast, recorder: Recorder): Promise<void> {
  // First: opening the whole log again takes seconds of this process, in which its sessions answer no heartbeat.
  for (const { doc, user, name, session } of cast.actors) {
    const { state, unsaved, seq } = session
    const digest = session.doc?.digest() ?? ''
    const seen = { phase: state.phase, seq, unsaved: unsaved.count, digest }
    recorder.record({ type: 'info', what: 'text', doc, user: user.id, session: name, ...seen })
  }
  for (const { id: doc } of cast.documents) {
    const rows = await logRows(db, doc)
    const snapshots = await snapshotRows(db, doc)
    const { title, trashed, head } = await documentRow(db, doc)
    recorder.record({ type: 'info', what: 'head', doc, head })
    recorder.record({ type: 'info', what: 'log', doc, rows: linesOf(rows) })
    recorder.record({ type: 'info', what: 'replicas', doc, owners: await replicaOwners(db, doc) })
    recorder.record({ type: 'info', what: 'document', doc, title, trashed, roles: await rolesIn(db, doc) })
    const seqs = new Set(snapshots.map(({ seq }) => seq))
    for (const line of recorder.lines) if (line.what === 'base' && line.doc === doc) seqs.add(line.seq)
    recorder.record({ type: 'info', what: 'replay', doc, digests: replay(rows, seqs) })
    for (const { seq, state, digest } of snapshots) {
      recorder.record({ type: 'info', what: 'snapshot', doc, seq, claims: digest, opens: digestOf(state) })
    }
  }
}

function linesOf(rows: readonly FactRow[]): (LogLine | null)[] {
  const lines: (LogLine | null)[] = []
  for (const { seq, replica, rseq, user, payload } of rows) {
    while (lines.length < seq - 1) lines.push(null)
    lines.push([replica, rseq, user, hashOf(payload)])
  }
  return lines
}

/** What the log shows after each of these rows, and after its last one. */
function replay(rows: readonly FactRow[], seqs: ReadonlySet<number>): [seq: number, digest: string][] {
  const doc = new TandemDoc()
  const digests: [number, string][] = seqs.has(0) ? [[0, doc.digest()]] : []
  let waiting: Change[] = []
  for (const [at, { seq, payload }] of rows.entries()) {
    waiting.push(decodeChange(payload))
    const isLast = at === rows.length - 1
    if (!isLast && !seqs.has(seq) && waiting.length < 1_000) continue
    doc.apply(waiting)
    waiting = []
    if (isLast || seqs.has(seq)) digests.push([seq, doc.digest()])
  }
  return digests
}

/** What opens from a snapshot; null when nothing does. */
function digestOf(state: Uint8Array | null): string | null {
  if (!state) return null
  try {
    const doc = TandemDoc.fromSnapshot(state)
    doc.check()
    return doc.digest()
  } catch {
    return null
  }
}
