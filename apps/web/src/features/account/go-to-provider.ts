/**
 * Leads to another provider, and from there back to `returnTo`. `again`: it is asked to have them sign in also when they are
 * signed in there. False when the way there could not be asked for.
 */
export async function goToProvider(id: string, returnTo: string, again = false): Promise<boolean> {
  try {
    const { signIn } = await import('next-auth/react')
    // Google and GitHub refuse the word that OpenID Connect has for it: they ask at least which account.
    const asked = id === 'oidc' ? { prompt: 'login', max_age: '0' } : { prompt: 'select_account' }
    await signIn(id, { callbackUrl: returnTo }, again ? asked : {})
    return true
  } catch {
    // Only the network throws here.
    return false
  }
}
