import 'server-only'
import { DomainError } from '@tandem/documents'
import { personHeader } from '#lib/page-person.ts'
import { type CurrentUser, currentUser } from './current-user.ts'

/**
 * Who asks by a page of ours: who is signed in, or null for nobody; `said` has the header in which the page says for whom it was
 * made. Throws `DomainError('auth_required')` where that is another person: the cookie is one for all tabs of a browser, so on
 * a page that is older than a sign-in somebody would act as somebody else. `orNobodys`: it may have been made before anybody
 * was signed in, and lead to that.
 */
export async function pageUser(said: Pick<Headers, 'get'>, { orNobodys = false } = {}): Promise<CurrentUser | null> {
  const user = await currentUser()
  const person = said.get(personHeader)
  if (user === null || person === user.id || (person === null && orNobodys)) return user
  throw new DomainError('auth_required', 'You are signed in as someone else now. Load this page again.')
}

/** As `pageUser`, for what only somebody who is signed in may ask for: for nobody it throws, too. */
export async function requirePageUser(...asks: Parameters<typeof pageUser>): Promise<CurrentUser> {
  const user = await pageUser(...asks)
  if (user) return user
  throw new DomainError('auth_required', 'You are signed out. Sign in again to go on.')
}
