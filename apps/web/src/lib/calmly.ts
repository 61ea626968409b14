/** Seldom enough that somebody who types does not feel it, and more often than anybody reads. */
const readingMs = 100

/** Work that is put off, and what calls it off. */
type Calm = { readonly soon: () => void; readonly stop: () => void }

/**
 * Puts off what follows from a key without being the key: the picture of the key does not wait for it. However often `soon` is
 * called, the work is done once in a pause, and once behind the last call. All that is put off falls due on the same beat:
 * it makes one picture, where each at a time of its own would make one more for a key to wait behind.
 */
export function calmly(work: () => void, pauseMs = readingMs): Calm {
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    soon() {
      timer ??= setTimeout(
        () => {
          timer = undefined
          work()
        },
        pauseMs - (performance.now() % readingMs),
      )
    },
    stop() {
      clearTimeout(timer)
      timer = undefined
    },
  }
}
