import { readFileSync } from 'node:fs'
import type { Recorder } from '../history/recorder.ts'
import type { World } from './world.ts'

const everyMs = 1_000
const pageBytes = 4096
const mib = 1024 * 1024
/**
 * Memory of a node, resident: four times what it takes to serve such a run. A queue that grows without end reaches it within
 * a minute; the garbage that Node keeps for a while does not.
 */
const maxNodeBytes = 512 * mib

/** Looks at how large the nodes are. The returned function ends that. */
export function watchGauges({ places }: World, recorder: Recorder): () => void {
  const timer = setInterval(() => {
    for (const { node } of places) {
      const value = node.id && residentBytes(node.id.pid)
      if (value === null) continue
      recorder.record({ type: 'info', what: 'gauge', process: node.name, name: 'memory', value, limit: maxNodeBytes })
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
