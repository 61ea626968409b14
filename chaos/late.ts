import type { Recorder } from './history/recorder.ts'

const everyMs = 50
/** Less than this is no news. */
const worthMs = 50

/** Writes down when this process itself was late: what it saw then happened earlier. The returned function ends that. */
export function watchOwnDelays(recorder: Recorder): () => void {
  let expected = performance.now() + everyMs
  const timer = setInterval(() => {
    const now = performance.now()
    const late = now - expected
    if (late > worthMs) recorder.record({ type: 'info', what: 'late', ms: Math.round(late) })
    expected = now + everyMs
  }, everyMs)
  return () => clearInterval(timer)
}
