'use client'
import { Link2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '#ui/button.tsx'
import { LoadFailed } from '#ui/load-failed.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { GeneralAccess } from './general-access.tsx'
import { createLinkAction, listLinksAction } from './link-actions.ts'
import { messages } from './link-messages.ts'
import { LinkRow } from './link-row.tsx'
import type { LinkSummary } from './share-link.ts'

type Loaded =
  | { readonly phase: 'loading' }
  | { readonly phase: 'failed'; readonly message: string }
  | { readonly phase: 'there'; readonly links: readonly LinkSummary[] }

/** The links of a document, for those who may share it. Everything takes effect at once. */
export function LinksSection({ documentId, open }: { readonly documentId: string; readonly open: boolean }) {
  const [loaded, setLoaded] = useState<Loaded>({ phase: 'loading' })
  const [attempt, setAttempt] = useState(0)
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [news, setNews] = useState('')

  // `attempt` is what asking again changes.
  useEffect(() => {
    if (!open) return
    let current = true
    void listLinksAction({ documentId })
      .catch(() => null)
      .then((result) => {
        if (!current) return
        if (result?.ok) setLoaded({ phase: 'there', links: result.links })
        else setLoaded({ phase: 'failed', message: result?.message ?? messages.unreachable })
      })
    return () => {
      current = false
    }
  }, [open, documentId, attempt])

  const show = (links: readonly LinkSummary[], what: string) => {
    setLoaded({ phase: 'there', links })
    setNews(what)
  }

  const create = async () => {
    if (pending) return
    setPending(true)
    setProblem(undefined)
    const result = await createLinkAction({ documentId, role: 'viewer' }).catch(() => null)
    setPending(false)
    if (!result?.ok) return setProblem(result?.message ?? messages.unreachable)
    show(result.links, messages.created)
  }

  const links = loaded.phase === 'there' ? loaded.links.filter(({ general }) => !general) : []
  return (
    <>
      {loaded.phase === 'there' ? (
        <GeneralAccess documentId={documentId} link={loaded.links.find(({ general }) => general)} onChanged={show} />
      ) : null}
      <section aria-labelledby="share-links" className="mt-5">
        <h3 id="share-links" className="mb-1 font-medium text-sm">
          {messages.title}
        </h3>
        {loaded.phase === 'loading' ? <Skeleton className="h-3.5 w-56" /> : null}
        {loaded.phase === 'failed' ? (
          <LoadFailed
            message={`${messages.loadFailed} ${loaded.message}`}
            again={messages.tryAgain}
            onAgain={() => {
              setLoaded({ phase: 'loading' })
              setAttempt(attempt + 1)
            }}
          />
        ) : null}
        {loaded.phase === 'there' ? (
          <>
            <p className="text-pretty text-sm text-text-muted">{links.length === 0 ? messages.none : messages.some}</p>
            <ul>
              {links.map((link) => (
                <LinkRow key={link.id} documentId={documentId} link={link} onChanged={show} />
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
