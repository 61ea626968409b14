/** How long it took until things were on the screen. */
export class PaintTimes {
  #times: number[] = []

  /** Notes how long after `startedAt` the next picture is there. */
  async follow(startedAt: number): Promise<void> {
    await nextPaint()
    this.#times.push(performance.now() - startedAt)
  }

  /** What was noted since the last call. */
  takeAll(): readonly number[] {
    const taken = this.#times
    this.#times = []
    return taken
  }
}

/** Resolves right behind the next picture: layout and paint come between a frame's callback and the next task. */
export function nextPaint(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => resolve()
      port2.postMessage(null)
    })
  })
}
