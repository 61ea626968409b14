import { database, listAccounts } from '@tandem/documents'
import type { Metadata } from 'next'
import { AccountRow } from '#features/admin/account-row.tsx'
import { type Asked, askedOf } from '#features/admin/asked.ts'
import { messages } from '#features/admin/messages.ts'
import { Pages } from '#features/admin/pages.tsx'
import { SearchForm } from '#features/admin/search-form.tsx'
import { formatAgo } from '#lib/dates.ts'
import { paths } from '#lib/paths.ts'
import { orNotFound } from '#server/or-not-found.ts'
import { requireAdministrator } from '#server/require-administrator.ts'
import { sendResetAction } from './send-reset-action.ts'

export const metadata: Metadata = { title: messages.title }

export default async function AccountsPage({ searchParams }: { readonly searchParams: Promise<Asked> }) {
  const user = await requireAdministrator()
  const { query, from } = askedOf(await searchParams)
  const { items, next } = await orNotFound(listAccounts(database(), { userId: user.id }, { query, after: from }))
  const now = new Date()
  return (
    <section aria-labelledby="accounts">
      <h2 id="accounts" className="sr-only">
        {messages.places.accounts}
      </h2>
      <SearchForm label={messages.searchAccounts} query={query} />
      {items.length === 0 ? <p className="mt-4 text-text-muted">{messages.nothingFound}</p> : null}
      <ul className="mt-2 flex flex-col divide-y divide-line">
        {items.map(({ id, name, email, isVerified, isAdministrator, disabledAt, createdAt, signedInAt, documents }) => (
          <AccountRow
            key={id}
            sendReset={sendResetAction}
            account={{
              ...{ id, name, email, isVerified, isAdministrator },
              isDisabled: disabledAt !== null,
              isYou: id === user.id,
              about: [
                messages.joined(formatAgo(createdAt, now)),
                signedInAt === null ? messages.signedOut : messages.signedIn(formatAgo(signedInAt, now)),
                messages.owns(documents),
              ].join(' · '),
            }}
          />
        ))}
      </ul>
      <Pages path={paths.admin} query={query} next={next} isFirst={from === null} />
    </section>
  )
}
