import 'server-only'
import { isSecure } from './env.ts'

/** A sign-in lasts this long, whatever happens: nothing renews it. */
export const sessionSeconds = 30 * 24 * 60 * 60

/** The cookie that holds a sign-in. With https its prefix makes browsers refuse one that another host or path set. */
export function sessionCookieName(): string {
  return isSecure() ? '__Host-tandem.session' : 'tandem.session'
}
