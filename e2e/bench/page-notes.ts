import { nextPaint, PaintTimes } from './paint-times.ts'

/** What a page of the application notes of itself, in milliseconds. */
export interface PageNotes {
  /** Since the page began to load, to the first picture of a text that can be typed in. */
  openedMs: number | null
  /** From each key since the last call to the picture that shows it; and how long tasks of more than 50 ms took. */
  take(): { readonly keys: readonly number[]; readonly longTasks: readonly number[] }
}

declare global {
  interface Window {
    /** There before anything else of the page. */
    pageNotes: PageNotes
  }
}

const keys = new PaintTimes()
const longTasks: number[] = []
window.pageNotes = { openedMs: null, take: () => ({ keys: keys.takeAll(), longTasks: longTasks.splice(0) }) }
addEventListener('keydown', (event) => keys.follow(event.timeStamp), { capture: true })
new PerformanceObserver((list) => {
  longTasks.push(...list.getEntries().map(({ duration }) => duration))
}).observe({ type: 'longtask' })
void noteOpening()

async function noteOpening(): Promise<void> {
  while (!document.querySelector('.cm-content[contenteditable=true] .cm-line')?.textContent) await nextPaint()
  window.pageNotes.openedMs = performance.now()
}
