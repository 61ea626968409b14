import { database, listAuditLog } from '@tandem/documents'
import type { Metadata } from 'next'
import { type Asked, askedOf } from '#features/admin/asked.ts'
import { messages } from '#features/admin/messages.ts'
import { Pages } from '#features/admin/pages.tsx'
import { SearchForm } from '#features/admin/search-form.tsx'
import { describeEvent } from '#lib/describe-event.ts'
import { paths } from '#lib/paths.ts'
import { orNotFound } from '#server/or-not-found.ts'
import { requireAdministrator } from '#server/require-administrator.ts'

export const metadata: Metadata = { title: messages.places.audit }

export default async function AuditPage({ searchParams }: { readonly searchParams: Promise<Asked> }) {
  const user = await requireAdministrator()
  const { query, from } = askedOf(await searchParams)
  const actor = { userId: user.id }
  const { items, next } = await orNotFound(listAuditLog(database(), actor, { query, before: from ?? undefined }))
  return (
    <section aria-labelledby="audit">
      <h2 id="audit" className="sr-only">
        {messages.places.audit}
      </h2>
      <SearchForm label={messages.searchAudit} query={query} />
      <p className="mt-4 text-sm text-text-muted">{messages.auditTimes}</p>
      {items.length === 0 ? <p className="mt-4 text-text-muted">{messages.nothingFound}</p> : null}
      <ol className="mt-2 flex flex-col divide-y divide-line">
        {items.map((event) => (
          <li key={event.id} className="flex gap-x-3 py-2 text-sm max-sm:flex-col">
            {/* In UTC and whole: it is compared with other logs. */}
            <time dateTime={event.at.toISOString()} className="shrink-0 text-text-faint tabular-nums">
              {event.at.toISOString().slice(0, 19).replace('T', ' ')}
            </time>
            <span className="wrap-anywhere min-w-0">
              {describeEvent(event)}{' '}
              {event.document ? (
                <span className="text-text-faint">
                  {event.document.title === null ? messages.inDeleted : messages.inDocument(event.document.title)}
                </span>
              ) : null}
            </span>
          </li>
        ))}
      </ol>
      <Pages path={paths.adminAudit} query={query} next={next} isFirst={from === null} />
    </section>
  )
}
