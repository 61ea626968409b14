import 'server-only'
import type { SignInHolder } from '@tandem/documents'
import type { CurrentUser } from './current-user.ts'

/** Somebody as `@tandem/documents` asks for whoever does a deed: a person at one of their sign-ins, which may end meanwhile. */
export function holderOf({ id, signInId }: Pick<CurrentUser, 'id' | 'signInId'>): SignInHolder {
  return { userId: id, signInId }
}
