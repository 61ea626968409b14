import { messages, signInErrors, signInFailed } from './messages.ts'

// Half of a page's own JavaScript, and needed only at the end of filling in a form.
const load = () => import('next-auth/react')

/** Fetches what asking needs, so that it is there when somebody has filled in the form. */
export function prepareSignIn(): void {
  // When it does not come, asking says so.
  load().catch(() => {})
}

/** What came of asking for a session: there is one; the password is right, and a code is missing or wrong; or a problem, in words. */
export type SignInAnswer = 'signed-in' | 'needs-code' | { readonly problem: string }

/** Asks for a session. `code`: of the second factor, once it was asked for. */
export async function requestSignIn(email: string, password: string, code?: string): Promise<SignInAnswer> {
  try {
    const { signIn } = await load()
    const second = code === undefined ? {} : { code }
    const answer = await signIn('credentials', { email, password, ...second, redirect: false })
    if (answer?.ok && !answer.error) return 'signed-in'
    if (answer?.error === 'needs_code') return 'needs-code'
    return { problem: Object.entries(signInErrors).find(([code]) => code === answer?.error)?.[1] ?? signInFailed }
  } catch {
    // Only the network throws here: something did not arrive, or its answer did not.
    return { problem: messages.offline }
  }
}
