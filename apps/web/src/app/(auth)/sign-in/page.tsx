import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { messages } from '#features/account/messages.ts'
import { ProviderButtons } from '#features/account/provider-buttons.tsx'
import { ProviderProblem } from '#features/account/provider-problem.tsx'
import { SignInForm } from '#features/account/sign-in-form.tsx'
import type { AskedPage } from '#lib/asked-page.ts'
import { paths, returnParameter, safeReturn } from '#lib/paths.ts'
import { currentUser } from '#server/current-user.ts'
import { env } from '#server/env.ts'
import { providerNames } from '#server/providers.ts'

export const metadata: Metadata = { title: messages.signInTitle }

export default async function SignInPage({ searchParams }: AskedPage) {
  const { [returnParameter]: asked, error } = await searchParams
  const returnTo = safeReturn(asked, new URL(env().NEXTAUTH_URL).origin)
  // A guest is somebody already, and may still come in as somebody with an account.
  if ((await currentUser())?.email) redirect(typeof error === 'string' ? paths.accountProblem(error) : returnTo)
  return (
    <>
      <h1 className="font-semibold text-2xl tracking-[-0.022em]">{messages.signInTitle}</h1>
      <p className="mt-1 mb-6 text-text-muted">
        {messages.noAccount}{' '}
        <a href={paths.signUp(returnTo)} className="link">
          {messages.toSignUp}
        </a>
      </p>
      <ProviderProblem code={error} />
      <SignInForm returnTo={returnTo} />
      <ProviderButtons providers={providerNames()} returnTo={returnTo} />
      <p className="mt-6">
        <a href={paths.forgotPassword} className="link">
          {messages.forgotPassword}
        </a>
      </p>
    </>
  )
}
