import { readFileSync } from 'node:fs'
import type { Recorder } from '../history/recorder.ts'
import type { World } from './world.ts'

const everyMs = 1_000
/** A node that is stopped does not answer: the next look is soon. */
const answerMs = 900
const pageBytes = 4096
const mib = 1024 * 1024
/**
 * Memory of a node, resident: four times what it takes to serve such a run. A queue that grows without end reaches it within
 * a minute; the garbage that Node keeps for a while does not.
 */
const maxNodeBytes = 512 * mib

/** Figures that a node itself gives, and what they may be at most. */
const maxFigures: Readonly<Record<string, number>> = {
  // A reader that takes nothing is cut at one MiB, and few of them are stopped at once.
  tandem_unsent_bytes: 8 * mib,
  // Each is a mistake of ours, whatever was done to the node.
  tandem_room_failures: 0,
  tandem_uncaught_errors: 0,
}

/** Looks at how large the nodes are, and at what they say of themselves. The returned function ends that. */
export function watchGauges({ places }: World, recorder: Recorder): () => void {
  const note = (process: string, name: string, value: number, limit: number) =>
    recorder.record({ type: 'info', what: 'gauge', process, name, value, limit })
  const timer = setInterval(() => {
    for (const { node, metricsPort } of places) {
      const memory = node.id && residentBytes(node.id.pid)
      if (memory !== null) note(node.name, 'memory', memory, maxNodeBytes)
      void figuresOf(metricsPort).then((figures) => {
        for (const [name, limit] of Object.entries(maxFigures)) {
          const value = figures.get(name)
          if (value !== undefined) note(node.name, name, value, limit)
        }
      })
    }
  }, everyMs)
  return () => clearInterval(timer)
}

/** Null when it is gone, or this is no Linux. */
function residentBytes(pid: number): number | null {
  try {
    const [, pages] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')
    return Number(pages) * pageBytes
  } catch {
    return null
  }
}

/** What a node tells Prometheus; nothing when it does not answer. */
async function figuresOf(port: number): Promise<ReadonlyMap<string, number>> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/metrics`, { signal: AbortSignal.timeout(answerMs) })
    const lines = (await response.text()).split('\n')
    return new Map(
      lines.flatMap((line): [string, number][] => {
        const [name = '', value] = line.split(' ')
        return line.startsWith('#') || value === undefined ? [] : [[name, Number(value)]]
      }),
    )
  } catch {
    return new Map()
  }
}
