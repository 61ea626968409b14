/**
 * What a page may load: our own scripts, named by the nonce; our own styles, and those a script of ours adds with the
 * nonce; connections to us and to the collaboration server; nothing else, and never inside another site's frame.
 */
export function contentSecurityPolicy({
  nonce,
  collabUrl,
  secure,
  development,
}: {
  readonly nonce: string
  readonly collabUrl: string
  readonly secure: boolean
  readonly development: boolean
}): string {
  const collab = new URL(collabUrl)
  const socket = `${collab.protocol === 'https:' ? 'wss:' : 'ws:'}//${collab.host}`
  const directives = [
    "default-src 'self'",
    // React's development build explains errors with eval; the production build has none.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    // The development overlay and hot reload add styles without a nonce.
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self' ${collab.origin} ${socket}`,
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ]
  if (secure) directives.push('upgrade-insecure-requests')
  return directives.join('; ')
}
