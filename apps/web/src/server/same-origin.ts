/**
 * Whether a request that changes something, or hands something out, was made by our own pages. Browsers state where a
 * request comes from in two headers that scripts cannot set; a request that carries neither is not from a browser's
 * page, and one of ours always carries one.
 */
export function isSameOrigin(headers: Pick<Headers, 'get'>): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin') return false
  const origin = headers.get('origin')
  if (origin === null) return site === 'same-origin'
  const host = headers.get('host')
  return host !== null && URL.canParse(origin) && new URL(origin).host === host
}
