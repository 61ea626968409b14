import 'server-only'
import type { SignInHolder } from '@tandem/documents'
import { z } from 'zod'
import { isSecure } from './env.ts'

/** The cookie that holds a sign-in. With https its prefix makes browsers refuse one that another host or path set. */
export function sessionCookieName(): string {
  return isSecure() ? '__Host-tandem.session' : 'tandem.session'
}

/** What the cookie says: whose sign-in, and which. Whether it still lives, only the database knows. */
export const signInClaims = z
  .object({ sub: z.string().min(1), sid: z.string().min(16) })
  .transform(({ sub, sid }): SignInHolder => ({ userId: sub, signInId: sid }))
