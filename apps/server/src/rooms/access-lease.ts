/**
 * For how long a node may go on sending after it began to look whether everybody may still read. It is what bounds the
 * time between a commit that takes access away and the last frame after it, whatever fails: a second, less the way of
 * the last frame. Polls begin often enough to renew it in time.
 */
export const accessLeaseMs = 900

/** Readings of the clocks, one for each. */
export type Moment = readonly number[]

/**
 * The right of this node to send what people may read. It runs out by itself: a process that was stopped and goes on, or
 * one whose database does not answer, sends nothing until it has looked again.
 */
export class AccessLease {
  readonly #clocks: readonly (() => number)[]
  /** Has the node look again; the watch puts it here. */
  onDoubt = () => {}
  #since: Moment | null = null
  #waiting: (() => void)[] = []

  /** It runs out by whichever of the clocks ran further. */
  constructor(clocks: readonly (() => number)[]) {
    this.#clocks = clocks
  }

  /** Whether something may be sent now. */
  get valid(): boolean {
    const since = this.#since
    return since !== null && this.#clocks.every((clock, at) => clock() - (since[at] ?? 0) < accessLeaseMs)
  }

  /** Resolves as soon as something may be sent: everybody who may not read has been cut by then. */
  async renewed(): Promise<void> {
    while (!this.valid) await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }

  /** There is a reason to look again now. What may be sent until then may still be. */
  doubt(): void {
    this.onDoubt()
  }

  /** Now, to be kept until what is looked for now has been found. */
  moment(): Moment {
    return this.#clocks.map((clock) => clock())
  }

  /** Everybody's access was as it is known here at `since` or later. */
  renew(since: Moment): void {
    this.#since = since
    for (const resolve of this.#waiting.splice(0)) resolve()
  }
}
