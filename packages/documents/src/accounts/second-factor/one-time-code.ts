import { Secret, TOTP } from 'otpauth'

/** Bytes of a new secret: as many as its hash has (RFC 4226). */
export const secretBytes = 20
const periodSeconds = 30
/** Steps that a device's clock may be off, in each direction. */
const window = 1

/** What a device needs to make codes, as the address that its QR code holds. */
export function deviceAddress(secret: Uint8Array, account: string): string {
  return new TOTP({ issuer: 'Tandem', label: account, secret: secretOf(secret), period: periodSeconds }).toString()
}

/** The same for people who type it, in groups of four. */
export function typedSecret(secret: Uint8Array): string {
  return secretOf(secret).base32.replace(/(.{4})(?=.)/g, '$1 ')
}

/** The step that `code` belongs to at a time (in ms), or null when it is none of this secret's. Spaces are no part of it. */
export function stepOf(secret: Uint8Array, code: string, now: number): number | null {
  const token = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const delta = TOTP.validate({ token, secret: secretOf(secret), period: periodSeconds, timestamp: now, window })
  return delta === null ? null : Math.floor(now / 1000 / periodSeconds) + delta
}

function secretOf(bytes: Uint8Array): Secret {
  return new Secret({ buffer: Uint8Array.from(bytes).buffer })
}
