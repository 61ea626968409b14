/** A session, as far as it calls others. */
export type CallingSession = {
  readonly key: number
  readonly user: { readonly id: string }
  readonly calls: number
}

/** For how long nothing more is heard of a person who has called: whoever goes on does not ask more. */
const callPauseMs = 10_000

/** Hears who asks everybody to come. What a session asked before it was first seen is over. */
export class Calls {
  #before: ReadonlyMap<number, number> = new Map()
  readonly #heardAt = new Map<string, number>()

  /** The sessions that have called since the last time, of each person one. `now` in ms, of any clock that goes on. */
  hear<S extends CallingSession>(sessions: readonly S[], now: number): readonly S[] {
    const calling = sessions.filter(({ key, calls }) => calls > (this.#before.get(key) ?? calls))
    this.#before = new Map(sessions.map(({ key, calls }) => [key, calls]))
    return calling.filter(({ user }) => {
      if (now - (this.#heardAt.get(user.id) ?? Number.NEGATIVE_INFINITY) < callPauseMs) return false
      this.#heardAt.set(user.id, now)
      return true
    })
  }
}
