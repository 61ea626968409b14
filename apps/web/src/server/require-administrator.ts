import 'server-only'
import { database, isAdministrator } from '@tandem/documents'
import { notFound } from 'next/navigation'
import { type CurrentUser, currentUser } from './current-user.ts'

/** The administrator who is signed in. For everybody else, signed in or not, there is no such page. */
export async function requireAdministrator(): Promise<CurrentUser> {
  const user = await currentUser()
  if (!user || !(await isAdministrator(database(), user.id))) notFound()
  return user
}
