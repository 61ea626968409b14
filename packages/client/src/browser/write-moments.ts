import { behindPicture } from './behind-picture.ts'

/** When a transaction begins that nobody waits for on the screen. */
export interface WriteMoments {
  /** As soon as the picture is there of what led to the write: a key is on the screen before it is on the disk. */
  soon(begin: () => void): void
  /** A while later: what is written then may gather. The returned function ends the wait without beginning. */
  late(begin: () => void): () => void
}

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
  soon: behindPicture,
  late(begin) {
    const timer = setTimeout(begin, lateMs)
    return () => clearTimeout(timer)
  },
}
