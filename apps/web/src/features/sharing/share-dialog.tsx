'use client'
import { type RefObject, useEffect, useState } from 'react'
import { Dialog } from '#ui/dialog.tsx'
import { LoadFailed } from '#ui/load-failed.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { loadSharingAction } from './actions.ts'
import { Activity } from './activity.tsx'
import { BlockedList } from './blocked-list.tsx'
import { CopyLink } from './copy-link.tsx'
import { EditorsShare } from './editors-share.tsx'
import { InvitationList } from './invitation-list.tsx'
import { InvitePeople } from './invite-people.tsx'
import { LinksSection } from './links-section.tsx'
import { messages } from './messages.ts'
import { PeopleList } from './people-list.tsx'
import { RequestAccess } from './request-access.tsx'
import { RequestList } from './request-list.tsx'
import type { Sharing } from './sharing.ts'

type Loaded =
  | { readonly phase: 'loading' }
  | { readonly phase: 'failed'; readonly message: string }
  | { readonly phase: 'there'; readonly sharing: Sharing }

/** Who has access, and for those who may: adding, changing, removing. Everything takes effect at once. */
export default function ShareDialog({
  documentId,
  mayShare: mightShare,
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
    void loadSharingAction({ documentId })
      .catch(() => null)
      .then((result) => {
        if (!current) return
        if (result?.ok) setLoaded({ phase: 'there', sharing: result })
        else setLoaded({ phase: 'failed', message: result?.message ?? messages.unreachable })
      })
    return () => {
      current = false
    }
  }, [open, documentId, attempt])

  const show = (sharing: Sharing) => setLoaded({ phase: 'there', sharing })
  const setSharing = (change: (sharing: Sharing) => Sharing) =>
    setLoaded((state) => (state.phase === 'there' ? { phase: 'there', sharing: change(state.sharing) } : state))
  const sharing = loaded.phase === 'there' ? loaded.sharing : null
  const own = sharing?.people.find(({ isYou }) => isYou)
  // The page may be older than the role.
  const mayShare = sharing?.mayShare ?? mightShare

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={messages.title}
      returnFocusTo={button}
      footer={<CopyLink documentId={documentId} />}
    >
      {mayShare ? (
        <>
          <InvitePeople documentId={documentId} onInvited={show} />
          {sharing ? (
            <RequestList documentId={documentId} requests={sharing.requests} mayBlock={sharing.owns} onChanged={show} />
          ) : null}
        </>
      ) : (
        <>
          <p className="mb-3 text-sm text-text-muted">{messages.readOnly}</p>
          {own && own.role !== 'editor' ? <RequestAccess wanted={{ documentId }} toDo="editor" /> : null}
        </>
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
      {sharing ? (
        <PeopleList
          documentId={documentId}
          people={sharing.people}
          mayShare={mayShare}
          owns={sharing.owns}
          onChange={(change) => setSharing((current) => ({ ...current, people: change(current.people) }))}
          onChanged={show}
        />
      ) : null}
      {sharing ? (
        <>
          <InvitationList documentId={documentId} invitations={sharing.invitations} onChanged={show} />
          <BlockedList documentId={documentId} blocked={sharing.blocked} onChanged={show} />
        </>
      ) : null}
      {mayShare ? <LinksSection documentId={documentId} open={open} /> : null}
      {sharing?.owns ? (
        <>
          <EditorsShare
            documentId={documentId}
            chosen={sharing.editorsShare}
            onChosen={(editorsShare) => setSharing((current) => ({ ...current, editorsShare }))}
          />
          <Activity documentId={documentId} />
        </>
      ) : null}
    </Dialog>
  )
}
