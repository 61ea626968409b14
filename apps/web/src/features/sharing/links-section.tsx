'use client'
import { Link2 } from 'lucide-react'
import { useState } from 'react'
import { useAnswer } from '#lib/use-answer.ts'
import { Button } from '#ui/button.tsx'
import { LoadFailed } from '#ui/load-failed.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { GeneralAccess } from './general-access.tsx'
import { createLinkAction, listLinksAction } from './link-actions.ts'
import { messages } from './link-messages.ts'
import { LinkRow } from './link-row.tsx'
import type { LinkSummary } from './share-link.ts'

/** The links of a document, for those who may share it. Everything takes effect at once. */
export function LinksSection({ documentId, open }: { readonly documentId: string; readonly open: boolean }) {
  const { answer, again, show } = useAnswer<{ readonly links: readonly LinkSummary[] }>(
    open ? documentId : null,
    () => listLinksAction({ documentId }),
    messages.unreachable,
  )
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [news, setNews] = useState('')

  const tell = (links: readonly LinkSummary[], what: string) => {
    show({ links })
    setNews(what)
  }

  const create = async () => {
    if (pending) return
    setPending(true)
    setProblem(undefined)
    const result = await createLinkAction({ documentId, role: 'viewer' }).catch(() => null)
    setPending(false)
    if (!result?.ok) return setProblem(result?.message ?? messages.unreachable)
    tell(result.links, messages.created)
  }

  const all = answer.kind === 'here' ? answer.value.links : null
  const links = all?.filter(({ general }) => !general) ?? []
  return (
    <>
      {all ? (
        <GeneralAccess documentId={documentId} link={all.find(({ general }) => general)} onChanged={tell} />
      ) : null}
      <section aria-labelledby="share-links" className="mt-5">
        <h3 id="share-links" className="mb-1 font-medium text-sm">
          {messages.title}
        </h3>
        {answer.kind === 'loading' ? <Skeleton className="h-3.5 w-56" /> : null}
        {answer.kind === 'failed' ? (
          <LoadFailed message={`${messages.loadFailed} ${answer.message}`} again={messages.tryAgain} onAgain={again} />
        ) : null}
        {all ? (
          <>
            <p className="text-pretty text-sm text-text-muted">{links.length === 0 ? messages.none : messages.some}</p>
            <ul className="mt-1">
              {links.map((link) => (
                <LinkRow key={link.id} documentId={documentId} link={link} onChanged={tell} />
              ))}
            </ul>
            <Button size="small" icon={Link2} pending={pending} className="mt-2" onClick={() => void create()}>
              {messages.create}
            </Button>
          </>
        ) : null}
        <p role="alert" className="mt-1.5 text-danger text-sm empty:hidden">
          {problem}
        </p>
        <p role="status" className="sr-only">
          {news}
        </p>
      </section>
    </>
  )
}
