import type { Recorder } from './history/recorder.ts'

/** So many sessions have to see an edit of theirs saved. */
const sessions = 3

/**
 * Resolves with true as soon as edits are echoed again, to several sessions; with false when that has not come about in time,
 * or the signal aborts.
 */
export function echoedAgain(recorder: Recorder, withinMs: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const seen = new Set<string>()
    const settle = (echoed: boolean) => {
      clearTimeout(timer)
      unlisten()
      signal.removeEventListener('abort', giveUp)
      resolve(echoed)
    }
    const giveUp = () => settle(false)
    const timer = setTimeout(giveUp, withinMs)
    const unlisten = recorder.listen((line) => {
      if (line.what !== 'edit' || line.type !== 'ok') return
      seen.add(line.session)
      if (seen.size >= sessions) settle(true)
    })
    signal.addEventListener('abort', giveUp)
    if (signal.aborted) giveUp()
  })
}
