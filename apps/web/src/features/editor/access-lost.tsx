'use client'
import { writtenBy } from '@tandem/client'
import type { ErrorCode } from '@tandem/protocol'
import { FileX } from 'lucide-react'
import Link from 'next/link'
import { paths } from '#lib/paths.ts'
import { buttonClass } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { changesIn } from './changes-in.ts'
import { messages } from './messages.ts'
import { RescueOffer } from './rescue-offer.tsx'
import type { SessionFacts } from './session-facts.ts'
import { useFact } from './use-session.ts'

/** In place of the editor when somebody lost access to the document. What they wrote last and could not send is theirs. */
export function AccessLost({
  code,
  documentId,
  title,
  facts,
}: {
  readonly code: ErrorCode
  readonly documentId: string
  readonly title: string
  readonly facts: SessionFacts
}) {
  const rescued = useFact(facts, (view) => view.rescues)
  // What others wrote is not theirs to take along any more.
  const rescues = rescued.map((rescue) => ({ ...rescue, text: writtenBy(rescue.changes) }))
  const words = messages.ended(code)
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center px-4 text-center">
      <div role="alert" className="flex max-w-sm flex-col items-center">
        <span className="mb-4 text-text-faint">
          <Icon shape={FileX} className="size-8" />
        </span>
        <h1 className="font-semibold text-lg">{words.title}</h1>
        <p className="mt-1 text-pretty text-text-muted">{words.text}</p>
        {rescues.length > 0 ? <p className="mt-3 text-pretty">{messages.unsentChanges(changesIn(rescues))}</p> : null}
      </div>
      <div className="mt-5 flex flex-wrap justify-center gap-2">
        {rescues.length > 0 ? (
          <RescueOffer documentId={documentId} title={title} rescues={rescues} onSaved={null} />
        ) : null}
        <Link href={paths.documents} className={buttonClass()}>
          {messages.backToDocuments}
        </Link>
      </div>
    </main>
  )
}
