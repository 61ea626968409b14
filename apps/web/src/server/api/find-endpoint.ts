import type { Endpoint } from './endpoint.ts'

/** Which operations there are at a path, by their methods, and what its parameters are; null where there is nothing. */
export type Found = {
  readonly byMethod: ReadonlyMap<string, Endpoint>
  readonly parameters: Readonly<Record<string, string>>
}

/** Finds what is at a path below `/api/v1`. Every segment is decoded once, and one that is not UTF-8 is at no path. */
export function findEndpoint(endpoints: readonly Endpoint[], pathname: string): Found | null {
  const segments = pathname.split('/').slice(1).map(decoded)
  const byMethod = new Map<string, Endpoint>()
  let parameters: Readonly<Record<string, string>> = {}
  for (const endpoint of endpoints) {
    const matched = match(endpoint.path.split('/').slice(1), segments)
    if (!matched) continue
    parameters = matched
    byMethod.set(endpoint.method, endpoint)
  }
  return byMethod.size > 0 ? { byMethod, parameters } : null
}

function match(
  pattern: readonly string[],
  segments: readonly (string | null)[],
): Readonly<Record<string, string>> | null {
  if (pattern.length !== segments.length) return null
  const parameters: [string, string][] = []
  for (const [at, part] of pattern.entries()) {
    const segment = segments[at] ?? null
    if (segment === null || segment === '') return null
    const [, name] = /^\{(\w+)\}$/.exec(part) ?? []
    if (name !== undefined) parameters.push([name, segment])
    else if (part !== segment) return null
  }
  return Object.fromEntries(parameters)
}

function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment)
  } catch {
    return null
  }
}
