/** Documents that one request does something with: some seconds of work; whoever selected more asks several times. */
export const mostAtOnce = 100

/** The ids in portions of which each is one request. */
export function portions(ids: readonly string[]): string[][] {
  const result: string[][] = []
  for (let from = 0; from < ids.length; from += mostAtOnce) result.push(ids.slice(from, from + mostAtOnce))
  return result
}
