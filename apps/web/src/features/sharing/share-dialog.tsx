'use client'
import type { RefObject } from 'react'
import { useAnswer } from '#lib/use-answer.ts'
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

/** Who has access, and for those who may: adding, changing, removing. Everything takes effect at once. */
export default function ShareDialog({
  documentId,
  mayShare: mightShare,
  open,
  onOpenChange,
  button,
}: {
  readonly documentId: string
  readonly mayShare: boolean | null
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly button: RefObject<HTMLButtonElement | null>
}) {
  const { answer, again, show, change } = useAnswer<Sharing>(
    open ? documentId : null,
    () => loadSharingAction({ documentId }),
    messages.unreachable,
  )
  const sharing = answer.kind === 'here' ? answer.value : null
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
      {mayShare === null ? null : mayShare ? (
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
      {answer.kind === 'loading' ? (
        <div aria-busy className="flex flex-col">
          {['w-32', 'w-40'].map((width) => (
            <div key={width} className="flex h-12 items-center gap-2.5">
              <Skeleton round className="size-7" />
              <Skeleton className={`h-3.5 ${width}`} />
            </div>
          ))}
        </div>
      ) : null}
      {answer.kind === 'failed' ? (
        <LoadFailed message={`${messages.loadFailed} ${answer.message}`} again={messages.tryAgain} onAgain={again} />
      ) : null}
      {sharing ? (
        <PeopleList
          documentId={documentId}
          people={sharing.people}
          mayShare={sharing.mayShare}
          owns={sharing.owns}
          onChange={(changePeople) => change((current) => ({ ...current, people: changePeople(current.people) }))}
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
            onChosen={(editorsShare) => change((current) => ({ ...current, editorsShare }))}
          />
          <Activity documentId={documentId} />
        </>
      ) : null}
    </Dialog>
  )
}
