/** How often the clock is looked at. */
const lookMs = 2_000
/** Nobody is so busy that a look comes this much later than it was asked for: the device slept, or the browser held the page. */
const sleptMs = 5_000

/** What a browser says when a page is looked at, or goes on again. */
const ofDocument = ['visibilitychange', 'resume'] as const
const ofWindow = ['pageshow', 'online'] as const

/**
 * Tells when the device or the page may have slept: connections that seem alive may be dead then. A page that was on the screen
 * when the lid was closed hears of nothing: it knows by the clock. The returned function ends it.
 */
export function watchWaking(woke: () => void): () => void {
  let lookedAt = Date.now()
  const timer = setInterval(() => {
    const before = lookedAt
    lookedAt = Date.now()
    if (lookedAt - before > lookMs + sleptMs) woke()
  }, lookMs)
  for (const event of ofDocument) document.addEventListener(event, woke)
  for (const event of ofWindow) window.addEventListener(event, woke)
  return () => {
    clearInterval(timer)
    for (const event of ofDocument) document.removeEventListener(event, woke)
    for (const event of ofWindow) window.removeEventListener(event, woke)
  }
}
