import { nameOf } from '../history.ts'
import type { Rule } from './rule.ts'

/** Once, in one order, without a hole. */
export const order: readonly Rule[] = [
  {
    name: 'exactly-once',
    promise: 'no edit is in the log twice',
    broken: (history) => {
      const twice: string[] = []
      for (const [doc, rows] of history.logs) {
        const seen = new Map<string, number>()
        for (const [at, row] of rows.entries()) {
          if (!row) continue
          const name = nameOf({ doc, replica: row[0], rseq: row[1] })
          const before = seen.get(name)
          if (before !== undefined) twice.push(`${name} is row ${before} and row ${at + 1}`)
          else seen.set(name, at + 1)
        }
      }
      return twice
    },
  },
  {
    name: 'log-without-hole',
    promise:
      'a log has every row up to its head, and those of a replica count from 1 in the order in which they were made',
    broken: (history) => {
      const holes = [...history.logs].flatMap(([doc, rows]) => {
        const lastRseq = new Map<number, number>()
        return rows.flatMap((row, at) => {
          if (!row) return [`${doc} has no row ${at + 1}`]
          const [replica, rseq] = row
          const expected = (lastRseq.get(replica) ?? 0) + 1
          lastRseq.set(replica, Math.max(rseq, expected - 1))
          // One that came before is there twice: another rule's business.
          return rseq <= expected ? [] : [`row ${at + 1} of ${doc} is ${replica}:${rseq}, not ${replica}:${expected}`]
        })
      })
      const short = history.of('head').flatMap(({ doc, head }) => {
        const length = history.logs.get(doc)?.length ?? 0
        return length === head ? [] : [`${doc} says that its head is ${head} and has ${length} rows`]
      })
      return [...holes, ...short]
    },
  },
  {
    name: 'delivered-in-order',
    promise: 'a connection gets every row once, in order, without a gap',
    broken: (history) => {
      const next = new Map<number, number>()
      return history.lines.flatMap((line) => {
        if (line.what === 'welcome') next.set(line.connection, line.after + 1)
        if (line.what !== 'shown') return []
        const expected = next.get(line.connection)
        next.set(line.connection, line.first + line.rows.length)
        if (line.first === expected) return []
        return [`${line.session} (connection ${line.connection}) got row ${line.first} when ${expected} was next`]
      })
    },
  },
  {
    name: 'converged',
    promise: 'in the end everybody who may read shows what the log says, and nothing waits to be saved',
    broken: (history) => {
      const ends = new Map(history.of('replay').map(({ doc, digests }) => [doc, digests.at(-1)]))
      const roles = new Map(history.of('document').map(({ doc, roles }) => [doc, roles]))
      return history.of('text').flatMap(({ doc, user, session, phase, seq, unsaved, digest }) => {
        if (roles.get(doc)?.[user] === undefined) return []
        const [head, log] = ends.get(doc) ?? [0, '']
        if (phase !== 'live') return [`${session} is ${phase}`]
        if (unsaved > 0) return [`${session} has ${unsaved} edits that are not saved`]
        if (seq !== head) return [`${session} has ${seq} of ${head} rows`]
        return digest === log ? [] : [`${session} shows another text than the log`]
      })
    },
  },
  {
    name: 'snapshot-is-replay',
    promise:
      'a snapshot that is kept, or that a session went on from, shows what the log shows when it is replayed up to there',
    broken: (history) => {
      const replays = new Map(
        history.of('replay').flatMap(({ doc, digests }) => digests.map(([seq, digest]) => [`${doc} ${seq}`, digest])),
      )
      // One that we damaged stays until somebody opens it; nobody may get to see it.
      const damaged = new Set(history.of('damage').map(({ doc, seq }) => `${doc} ${seq}`))
      const kept = history.of('snapshot').flatMap(({ doc, seq, claims, opens }) => {
        const isSame = claims === opens && opens === replays.get(`${doc} ${seq}`)
        if (damaged.has(`${doc} ${seq}`)) return []
        return isSame ? [] : [`the snapshot of ${doc} at ${seq} does not show what the log says`]
      })
      const sent = history.of('base').flatMap(({ doc, session, seq, digest }) => {
        if (digest === replays.get(`${doc} ${seq}`)) return []
        return [`${session} went on from row ${seq} of ${doc} with something else than what the log says`]
      })
      return [...kept, ...sent]
    },
  },
]
