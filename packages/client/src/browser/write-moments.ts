/** When a transaction begins that nobody waits for on the screen. */
export interface WriteMoments {
  /** As soon as the picture is there of what led to the write: a key is on the screen before it is on the disk. */
  soon(begin: () => void): void
  /** A while later: what is written then may gather. The returned function ends the wait without beginning. */
  late(begin: () => void): () => void
}

/** Where no picture is made, as in a window that is covered, it is written all the same. */
const maxPictureMs = 50
/** Between the echo of one key and the next key there is about this much: both go together. */
const lateMs = 250

/** What is asked for in one turn goes together, and nothing waits. */
export const atOnce: WriteMoments = {
  soon(begin) {
    queueMicrotask(begin)
  },
  late(begin) {
    queueMicrotask(begin)
    return () => {}
  },
}

/** For a page in which somebody writes. */
export const pageMoments: WriteMoments = {
  soon(begin) {
    // A page that nobody sees makes no picture, and may be gone without another word.
    if (document.visibilityState === 'hidden') return begin()
    const beginNow = () => {
      clearTimeout(timer)
      cancelAnimationFrame(frame)
      document.removeEventListener('visibilitychange', beginNow)
      begin()
    }
    let timer = setTimeout(beginNow, maxPictureMs)
    const frame = requestAnimationFrame(() => {
      clearTimeout(timer)
      // Layout and paint come between a frame's callback and the next task.
      timer = setTimeout(beginNow)
    })
    document.addEventListener('visibilitychange', beginNow)
  },
  late(begin) {
    const timer = setTimeout(begin, lateMs)
    return () => clearTimeout(timer)
  },
}
