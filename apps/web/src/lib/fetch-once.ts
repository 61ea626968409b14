/** Fetches something when it is first asked for, and once for everybody. After a failure whoever asks next tries again. */
export function fetchOnce<Value>(fetch: () => Promise<Value>): () => Promise<Value> {
  let fetched: Promise<Value> | null = null
  return () => {
    fetched ??= fetch().catch((error: unknown) => {
      fetched = null
      throw error
    })
    return fetched
  }
}
