import type { Metadata } from 'next'
import { configuredLimits } from '#features/admin/configured-limits.ts'
import { messages } from '#features/admin/messages.ts'
import { requireAdministrator } from '#server/require-administrator.ts'

export const metadata: Metadata = { title: messages.places.limits }

export default async function LimitsPage() {
  await requireAdministrator()
  return (
    <section aria-labelledby="limits">
      <h2 id="limits" className="sr-only">
        {messages.places.limits}
      </h2>
      <p className="mt-4 text-pretty text-text-muted">{messages.limitsText}</p>
      <dl className="mt-2 divide-y divide-line">
        {configuredLimits().map(({ name, value }) => (
          <div key={name} className="flex flex-wrap justify-between gap-x-4 py-2 text-sm">
            <dt className="text-text-muted">{name}</dt>
            <dd className="break-all tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
