import { paths } from '#lib/paths.ts'

/** Signs out here, and leads to the landing page. next-auth's client is fetched only now: little else needs it. */
export async function leave(): Promise<void> {
  const { signOut } = await import('next-auth/react')
  await signOut({ callbackUrl: paths.landing })
}
