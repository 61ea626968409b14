import { ApiError } from './api-error.ts'

/** A query by its names. Throws `ApiError` for a name that comes twice: two readers could each believe another one. */
export function readQuery(search: URLSearchParams): Readonly<Record<string, string>> {
  const names = [...search.keys()]
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined) throw new ApiError('bad_request', `“${twice}” comes twice.`, { field: twice })
  return Object.fromEntries(search)
}
