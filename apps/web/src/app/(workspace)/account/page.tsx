import {
  database,
  getPreferences,
  getProfile,
  hasPassword,
  hasPicture,
  isVerified,
  listSignIns,
  secondFactorOf,
} from '@tandem/documents'
import { hueOf } from '@tandem/protocol'
import type { Metadata } from 'next'
import Link from 'next/link'
import { AskForProof } from '#features/account/ask-for-proof.tsx'
import { DeleteAccount } from '#features/account/delete-account.tsx'
import { menuMessages } from '#features/account/menu-messages.ts'
import { messages } from '#features/account/messages.ts'
import { PasswordForm } from '#features/account/password-form.tsx'
import { PictureField } from '#features/account/picture-field.tsx'
import { ProfileForm } from '#features/account/profile-form.tsx'
import { ProviderProblem } from '#features/account/provider-problem.tsx'
import { ResendVerification } from '#features/account/resend-verification.tsx'
import { SecondFactor } from '#features/account/second-factor.tsx'
import { SignInList } from '#features/account/sign-in-list.tsx'
import { verifyMessages } from '#features/account/verify-messages.ts'
import { WaysIn } from '#features/account/ways-in.tsx'
import { PlainPage } from '#features/brand/plain-page.tsx'
import { messages as documentMessages } from '#features/documents/messages.ts'
import { AccountPreferences } from '#features/preferences/account-preferences.tsx'
import { HereOnly } from '#features/preferences/here-only.tsx'
import { messages as preferenceMessages } from '#features/preferences/messages.ts'
import { PreferencesForm } from '#features/preferences/preferences-form.tsx'
import { TokensSection } from '#features/tokens/tokens-section.tsx'
import type { AskedPage } from '#lib/asked-page.ts'
import { paths } from '#lib/paths.ts'
import { connectedProviders } from '#server/connected-providers.ts'
import { requireUser } from '#server/current-user.ts'
import { providerNames } from '#server/providers.ts'
import { Badge } from '#ui/badge.tsx'
import { buttonClass } from '#ui/button.tsx'

export const metadata: Metadata = { title: menuMessages.settings }

export default async function AccountPage({ searchParams }: AskedPage) {
  const { error } = await searchParams
  const user = await requireUser(paths.account)
  const canChangePassword = await hasPassword(database(), user.id)
  const factor = await secondFactorOf(database(), user.id)
  const signIns = await listSignIns(database(), user.id)
  const connected = await connectedProviders(user.id)
  return (
    <PlainPage className="mx-auto w-full max-w-lg px-4 pb-24">
      <AskForProof userId={user.id} returnTo={paths.account}>
        <AccountPreferences userId={user.id} kept={await getPreferences(database(), user.id)} />
        <h1 className="font-semibold text-2xl tracking-[-0.022em]">{menuMessages.settings}</h1>
        <p className="wrap-anywhere mt-1 text-text-muted">
          {user.name} · {user.email ?? menuMessages.guest}
        </p>
        {user.email !== null && !(await isVerified(database(), user.id)) ? (
          <p className="mt-4 flex flex-wrap items-center gap-3 text-sm">
            <Badge tone="warning">{verifyMessages.unconfirmedShort}</Badge>
            <ResendVerification email={user.email} />
          </p>
        ) : null}
        <section aria-labelledby="profile" className="mt-8">
          <h2 id="profile" className="mb-3 font-semibold text-lg">
            {messages.profile}
          </h2>
          {user.email === null ? null : (
            <div className="mb-4">
              <PictureField
                userId={user.id}
                name={user.name}
                hue={user.hue}
                hasPicture={await hasPicture(database(), user.id)}
              />
            </div>
          )}
          <ProfileForm profile={await getProfile(database(), user.id)} ownHue={hueOf(user.id)} />
        </section>
        <section aria-labelledby="sign-ins" className="mt-10">
          <h2 id="sign-ins" className="mb-1 font-semibold text-lg">
            {messages.signIns}
          </h2>
          <SignInList
            now={Date.now()}
            signIns={signIns.map(({ id, agent, createdAt }) => ({
              id,
              agent,
              createdAt: createdAt.getTime(),
              isThis: id === user.signInId,
            }))}
          />
        </section>
        {user.email === null ? (
          <section aria-labelledby="guest" className="mt-10">
            <h2 id="guest" className="font-semibold text-lg">
              {messages.guestTitle}
            </h2>
            <p className="mt-1 mb-4 text-pretty text-sm text-text-muted">{messages.guestText}</p>
            <Link href={paths.signUp(paths.account)} className={buttonClass({ tone: 'primary' })}>
              {menuMessages.signUp}
            </Link>
          </section>
        ) : (
          <section aria-labelledby="password" className="mt-10">
            <h2 id="password" className="font-semibold text-lg">
              {messages.changePassword}
            </h2>
            {canChangePassword ? (
              <>
                <p className="mt-1 mb-4 text-pretty text-sm text-text-muted">
                  {factor.isOn ? messages.changePasswordWithCode : messages.changePasswordText}
                </p>
                <PasswordForm email={user.email} />
              </>
            ) : (
              <p className="mt-1 text-pretty text-sm text-text-muted">
                {messages.noPassword}{' '}
                <Link href={paths.forgotPassword} className="link">
                  {messages.setByMail}
                </Link>
              </p>
            )}
          </section>
        )}
        {canChangePassword ? (
          <section aria-labelledby="second-factor" className="mt-10">
            <h2 id="second-factor" className="mb-1 font-semibold text-lg">
              {messages.secondFactor}
            </h2>
            <SecondFactor {...factor} />
          </section>
        ) : null}
        {user.email !== null && providerNames().length > 0 ? (
          <section aria-labelledby="ways-in" className="mt-10">
            <h2 id="ways-in" className="mb-1 font-semibold text-lg">
              {messages.waysIn}
            </h2>
            <ProviderProblem code={error} />
            <WaysIn providers={providerNames()} connected={connected.map(({ id }) => id)} />
          </section>
        ) : null}
        <section aria-labelledby="preferences" className="mt-10">
          <h2 id="preferences" className="font-semibold text-lg">
            {preferenceMessages.title}
          </h2>
          <p className="mt-1 mb-4 text-pretty text-sm text-text-muted">{preferenceMessages.forYou}</p>
          <div className="mb-6">
            <HereOnly userId={user.id} />
          </div>
          <PreferencesForm />
        </section>
        {user.email === null ? null : <TokensSection userId={user.id} />}
        <section aria-labelledby="delete" className="mt-10">
          <h2 id="delete" className="font-semibold text-lg">
            {messages.deleteTitle}
          </h2>
          <p className="mt-1 mb-4 text-pretty text-sm text-text-muted">{messages.deleteText}</p>
          <DeleteAccount />
        </section>
        <p className="mt-10">
          <Link href={paths.documents} className="link">
            {documentMessages.toDocuments}
          </Link>
        </p>
      </AskForProof>
    </PlainPage>
  )
}
