import { paths } from '#lib/paths.ts'
import { forgetPerson, recallPerson } from '#lib/this-person.ts'
import { toast } from '#ui/toast.tsx'
import { menuMessages } from './menu-messages.ts'

/**
 * Signs out here, takes what this device keeps of the person from it, and leads to the landing page. Where signing out does
 * not work it says so, and everything stays as it is. What only this needs is fetched only now.
 */
export async function leave(): Promise<void> {
  const person = recallPerson()
  try {
    const { signOut } = await import('next-auth/react')
    // First: whoever could not sign out, for want of a network or of the database, keeps what they have.
    const { url }: { readonly url?: string } = await signOut({ redirect: false })
    if (!url) throw new Error('the server did not sign out')
  } catch (error) {
    console.warn('signing out failed', error)
    toast({ tone: 'danger', message: menuMessages.notSignedOut })
    return
  }
  // Before what may fail: nobody is shown it without a network any more, and whoever comes next takes it away.
  forgetPerson()
  if (person !== null) await forgetHere(person.id)
  location.assign(paths.landing)
}

async function forgetHere(personId: string): Promise<void> {
  try {
    const { leaveDevice } = await import('@tandem/client/browser')
    await leaveDevice(personId)
  } catch (error) {
    console.warn('what this device keeps could not be removed', error)
  }
}
