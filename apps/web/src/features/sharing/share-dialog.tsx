'use client'
import { type RefObject, useEffect, useState } from 'react'
import { Dialog } from '#ui/dialog.tsx'
import { LoadFailed } from '#ui/load-failed.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { listPeopleAction } from './actions.ts'
import { AddPerson } from './add-person.tsx'
import { CopyLink } from './copy-link.tsx'
import { LinksSection } from './links-section.tsx'
import { messages } from './messages.ts'
import { PeopleList } from './people-list.tsx'
import type { Person } from './person.ts'

type Loaded =
  | { readonly phase: 'loading' }
  | { readonly phase: 'failed'; readonly message: string }
  | { readonly phase: 'there'; readonly people: readonly Person[] }

/** Who has access, and for those who may: adding, changing, removing. Everything takes effect at once. */
export default function ShareDialog({
  documentId,
  mayShare,
  open,
  onOpenChange,
  button,
}: {
  readonly documentId: string
  readonly mayShare: boolean
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly button: RefObject<HTMLButtonElement | null>
}) {
  const [loaded, setLoaded] = useState<Loaded>({ phase: 'loading' })
  const [attempt, setAttempt] = useState(0)

  // `attempt` is what asking again changes.
  useEffect(() => {
    if (!open) return
    let current = true
    void listPeopleAction({ documentId })
      .catch(() => null)
      .then((result) => {
        if (!current) return
        if (result?.ok) setLoaded({ phase: 'there', people: result.people })
        else setLoaded({ phase: 'failed', message: result?.message ?? messages.unreachable })
      })
    return () => {
      current = false
    }
  }, [open, documentId, attempt])

  const setPeople = (change: (people: readonly Person[]) => readonly Person[]) =>
    setLoaded((state) => (state.phase === 'there' ? { phase: 'there', people: change(state.people) } : state))

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={messages.title}
      returnFocusTo={button}
      footer={<CopyLink documentId={documentId} />}
    >
      {mayShare ? (
        <AddPerson documentId={documentId} onAdded={(people) => setLoaded({ phase: 'there', people })} />
      ) : (
        <p className="text-sm text-text-muted">{messages.readOnly}</p>
      )}
      <h3 className="mt-5 mb-1 font-medium text-sm">{messages.people}</h3>
      {loaded.phase === 'loading' ? (
        <div aria-busy className="flex flex-col">
          {['w-32', 'w-40'].map((width) => (
            <div key={width} className="flex h-12 items-center gap-2.5">
              <Skeleton round className="size-7" />
              <Skeleton className={`h-3.5 ${width}`} />
            </div>
          ))}
        </div>
      ) : null}
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
        <PeopleList documentId={documentId} people={loaded.people} mayShare={mayShare} onChange={setPeople} />
      ) : null}
      {mayShare ? <LinksSection documentId={documentId} open={open} /> : null}
    </Dialog>
  )
}
