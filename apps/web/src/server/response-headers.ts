import { contentSecurityPolicy } from './content-security-policy.ts'

/** What the headers of an answer depend on besides its address. */
export type Setting = {
  readonly nonce: string
  readonly collabUrl: string
  readonly secure: boolean
  readonly development: boolean
}

/**
 * The headers of whatever is answered at an address that depend on the request or on the configuration; those that are the
 * same for every file are in `next.config.ts`.
 */
export function responseHeaders(pathname: string, setting: Setting): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': isData(pathname) ? dataPolicy : contentSecurityPolicy(setting),
    ...(holdsSecret(pathname) && { 'Referrer-Policy': 'no-referrer' }),
    // What pages keep of a person themselves, they take away themselves, after what was not sent was rescued.
    ...(pathname === '/api/auth/signout' && { 'Clear-Site-Data': '"cache"' }),
    ...(setting.secure && { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' }),
  }
}

/** For answers that are no pages: opened as one they can do nothing, whatever is in them. */
const dataPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"

function isData(pathname: string): boolean {
  return pathname.startsWith('/api/')
}

/** Whoever has such an address has what it is for, so it is told to no other site. */
function holdsSecret(pathname: string): boolean {
  return /^\/(l|reset-password|verify-email|forgot-password)(\/|$)/.test(pathname)
}
