/** Leads to another provider, and from there back to `returnTo`. False when the way there could not be asked for. */
export async function goToProvider(id: string, returnTo: string): Promise<boolean> {
  try {
    const { signIn } = await import('next-auth/react')
    await signIn(id, { callbackUrl: returnTo })
    return true
  } catch {
    // Only the network throws here.
    return false
  }
}
