import { database, listAllDocuments } from '@tandem/documents'
import type { Metadata } from 'next'
import { type Asked, askedOf } from '#features/admin/asked.ts'
import { DocumentRow } from '#features/admin/document-row.tsx'
import { messages } from '#features/admin/messages.ts'
import { Pages } from '#features/admin/pages.tsx'
import { SearchForm } from '#features/admin/search-form.tsx'
import { formatAgo } from '#lib/dates.ts'
import { paths } from '#lib/paths.ts'
import { orNotFound } from '#server/or-not-found.ts'
import { requireAdministrator } from '#server/require-administrator.ts'

export const metadata: Metadata = { title: messages.places.documents }

export default async function DocumentsPage({ searchParams }: { readonly searchParams: Promise<Asked> }) {
  const user = await requireAdministrator()
  const { query, from } = askedOf(await searchParams)
  const { items, next } = await orNotFound(listAllDocuments(database(), { userId: user.id }, { query, after: from }))
  const now = new Date()
  return (
    <section aria-labelledby="documents">
      <h2 id="documents" className="sr-only">
        {messages.places.documents}
      </h2>
      <SearchForm label={messages.searchDocuments} query={query} />
      {items.length === 0 ? <p className="mt-4 text-text-muted">{messages.nothingFound}</p> : null}
      <ul className="mt-2 flex flex-col divide-y divide-line">
        {items.map(({ id, title, owners, people, editedAt, trashedAt }) => (
          <DocumentRow
            key={id}
            document={{
              id,
              title,
              isTrashed: trashedAt !== null,
              about: [
                messages.owners(owners.map(({ name, email }) => email ?? name).join(', ')),
                messages.people(people),
                messages.edited(formatAgo(editedAt, now)),
              ].join(' · '),
            }}
          />
        ))}
      </ul>
      <Pages path={paths.adminDocuments} query={query} next={next} isFirst={from === null} />
    </section>
  )
}
