import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { messages } from '#features/account/messages.ts'
import { ProviderButtons } from '#features/account/provider-buttons.tsx'
import { SignUpForm } from '#features/account/sign-up-form.tsx'
import type { AskedPage } from '#lib/asked-page.ts'
import { paths, returnParameter, safeReturn } from '#lib/paths.ts'
import { currentUser } from '#server/current-user.ts'
import { env } from '#server/env.ts'
import { providerNames } from '#server/providers.ts'

export const metadata: Metadata = { title: messages.signUpTitle }

export default async function SignUpPage({ searchParams }: AskedPage) {
  const returnTo = safeReturn((await searchParams)[returnParameter], new URL(env().NEXTAUTH_URL).origin)
  // A guest is somebody already, and may still come in as somebody with an account.
  if ((await currentUser())?.email) redirect(returnTo)
  return (
    <>
      <h1 className="font-semibold text-2xl tracking-[-0.022em]">{messages.signUpTitle}</h1>
      <p className="mt-1 mb-6 text-text-muted">
        {messages.haveAccount}{' '}
        <a href={paths.signIn(returnTo)} className="link">
          {messages.toSignIn}
        </a>
      </p>
      <SignUpForm returnTo={returnTo} />
      <ProviderButtons providers={providerNames()} returnTo={returnTo} />
    </>
  )
}
