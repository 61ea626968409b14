import { signIn } from 'next-auth/react'
import { messages, signInErrors, signInFailed } from './messages.ts'

/** Asks for a session. Answers what to tell the person when there is none, or null when there is one. */
export async function requestSignIn(email: string, password: string): Promise<string | null> {
  try {
    const answer = await signIn('credentials', { email, password, redirect: false })
    if (answer?.ok && !answer.error) return null
    return Object.entries(signInErrors).find(([code]) => code === answer?.error)?.[1] ?? signInFailed
  } catch {
    // Only the network throws here: the request did not arrive, or its answer did not.
    return messages.offline
  }
}
