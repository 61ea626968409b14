'use client'
import { useState } from 'react'
import { formatAgo, formatExact } from '#lib/dates.ts'
import { describeEvent } from '#lib/describe-event.ts'
import { Button } from '#ui/button.tsx'
import { LoadFailed } from '#ui/load-failed.tsx'
import { type ActivityItem, listActivityAction } from './activity-actions.ts'
import { messages } from './messages.ts'

/** What was done with the document and with the access to it, when somebody asks for it; the newest first. */
export function Activity({ documentId }: { readonly documentId: string }) {
  const [items, setItems] = useState<readonly ActivityItem[]>()
  const [next, setNext] = useState<string | null>(null)
  const [problem, setProblem] = useState<string>()
  const [pending, setPending] = useState(false)

  const load = async (before: string | null) => {
    if (pending) return
    setPending(true)
    setProblem(undefined)
    const result = await listActivityAction({ documentId, ...(before === null ? {} : { before }) }).catch(() => null)
    setPending(false)
    if (!result?.ok) return setProblem(result?.message ?? messages.unreachable)
    setItems([...(before === null ? [] : (items ?? [])), ...result.items])
    setNext(result.next)
  }

  const now = new Date()
  return (
    <section aria-labelledby="share-activity" className="mt-5">
      <h3 id="share-activity" className="mb-1 font-medium text-sm">
        {messages.activity}
      </h3>
      {items ? (
        <ol>
          {items.map((item) => {
            const at = new Date(item.at)
            return (
              <li key={item.id} className="py-1 text-sm">
                <span className="break-words">{describeEvent(item)}</span>{' '}
                <time dateTime={item.at} title={formatExact(at)} className="whitespace-nowrap text-text-faint text-xs">
                  {formatAgo(at, now)}
                </time>
              </li>
            )
          })}
        </ol>
      ) : null}
      {problem ? (
        <LoadFailed
          message={problem}
          again={messages.tryAgain}
          onAgain={() => void load(items === undefined ? null : next)}
        />
      ) : null}
      {!problem && (items === undefined || next !== null) ? (
        <Button
          size="small"
          pending={pending}
          className="mt-1"
          onClick={() => void load(items === undefined ? null : next)}
        >
          {items === undefined ? messages.showActivity : messages.showMore}
        </Button>
      ) : null}
    </section>
  )
}
