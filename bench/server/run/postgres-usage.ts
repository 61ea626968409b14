import { readdirSync, readFileSync } from 'node:fs'

/**
 * Processor time of PostgreSQL, whose sessions are processes: of the postmaster and its children, those that are gone
 * included. Knows nothing where there is no `/proc`.
 */
export class PostgresUsage {
  readonly #postmaster: number
  /** Microseconds by pid, as last seen. */
  readonly #times = new Map<number, number>()

  constructor(postmaster: number) {
    this.#postmaster = postmaster
  }

  /** Microseconds until now, since some moment; null when nothing is known. */
  total(): number | null {
    for (const pid of familyOf(this.#postmaster)) {
      try {
        // Nanoseconds on a processor; each process has one thread.
        const [ns] = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')
        this.#times.set(pid, Number(ns) / 1000)
      } catch {
        // It ended meanwhile.
      }
    }
    if (this.#times.size === 0) return null
    let total = 0
    for (const us of this.#times.values()) total += us
    return total
  }
}

function familyOf(parent: number): number[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid === parent || parentOf(pid) === parent)
}

function parentOf(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in parentheses may itself hold spaces and parentheses.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return null
  }
}
