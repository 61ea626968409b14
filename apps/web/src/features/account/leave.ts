import { paths } from '#lib/paths.ts'
import { forgetPerson, recallPerson } from '#lib/this-person.ts'

/**
 * Signs out here, takes what this device keeps of the person from it, and leads to the landing page. What only this needs
 * is fetched only now.
 */
export async function leave(): Promise<void> {
  const [{ signOut }, { leaveDevice }] = await Promise.all([
    import('next-auth/react'),
    import('@tandem/client/browser'),
  ])
  const person = recallPerson()
  // First: whoever could not sign out for want of a network keeps what they have.
  await signOut({ redirect: false })
  if (person !== null) await leaveDevice(person.id)
  forgetPerson()
  location.assign(paths.landing)
}
