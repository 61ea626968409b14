import { messages, signInErrors, signInFailed } from './messages.ts'

// Half of a page's own JavaScript, and needed only at the end of filling in a form.
const load = () => import('next-auth/react')

/** Fetches what asking needs, so that it is there when somebody has filled in the form. */
export function prepareSignIn(): void {
  // When it does not come, asking says so.
  load().catch(() => {})
}

/** Asks for a session. Answers what to tell the person when there is none, or null when there is one. */
export async function requestSignIn(email: string, password: string): Promise<string | null> {
  try {
    const { signIn } = await load()
    const answer = await signIn('credentials', { email, password, redirect: false })
    if (answer?.ok && !answer.error) return null
    return Object.entries(signInErrors).find(([code]) => code === answer?.error)?.[1] ?? signInFailed
  } catch {
    // Only the network throws here: something did not arrive, or its answer did not.
    return messages.offline
  }
}
