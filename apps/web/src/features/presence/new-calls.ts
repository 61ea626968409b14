/** A session, as far as it calls others. */
export type CallingSession = { readonly key: number; readonly calls: number }

/** Who has called since `before`, a number of calls by session. What a session called before it was first seen is over. */
export function newCalls<S extends CallingSession>(
  before: ReadonlyMap<number, number>,
  sessions: readonly S[],
): readonly S[] {
  return sessions.filter(({ key, calls }) => calls > (before.get(key) ?? calls))
}
