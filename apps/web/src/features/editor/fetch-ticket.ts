import { SessionError } from '@tandem/client'
import { paths } from '#lib/paths.ts'

/**
 * Fetches a ticket for the person whose page this is. Who is signed in may be somebody else by now, in all tabs of the
 * browser: as them this page would give up what its person wrote, and what is typed here would be theirs. Throws
 * `SessionError('auth_required')` then, as when nobody is signed in: what was not sent stays on the device.
 */
export async function fetchTicket(personId: string): Promise<string> {
  const response = await fetch(paths.ticket, { method: 'POST' })
  if (response.status === 401) throw new SessionError('auth_required', 'Sign in again to go on.')
  if (!response.ok) throw new Error(`No ticket: ${response.status}`)
  const { ticket, userId }: { readonly ticket?: unknown; readonly userId?: unknown } = Object(await response.json())
  if (typeof ticket !== 'string') throw new Error('No ticket in the answer')
  if (userId !== personId) throw new SessionError('auth_required', 'Somebody else is signed in here now.')
  return ticket
}
