'use client'
import { useState } from 'react'
import { formatAgo } from '#lib/dates.ts'
import { useAnswer } from '#lib/use-answer.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { LoadFailed } from '#ui/load-failed.tsx'
import { Select } from '#ui/select.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { toast } from '#ui/toast.tsx'
import type { TextEditor } from '../text-editor.ts'
import { listWritersAction, planRevertAction } from './actions.ts'
import { messages } from './messages.ts'
import { beginOf, type Moment, moments, secondsSince } from './moment.ts'
import { extentOf, type RevertWriter } from './revert-plan.ts'

/** Who looks at which document, in which editor. */
type Place = {
  readonly documentId: string
  readonly userId: string
  /** When I opened the document. */
  readonly openedAt: Date
  readonly editor: TextEditor
}

/** Undoes what somebody did in the document since a moment, after showing how much that is. Shown as long as it is mounted. */
export default function RevertDialog({
  undone,
  onClose,
  ...place
}: Place & {
  /** Whose changes it is about at first; null: the last one's but me. */
  readonly undone: string | null
  readonly onClose: () => void
}) {
  const { documentId, userId } = place
  const [returnFocusTo] = useState(focused)
  const { answer, again } = useAnswer(documentId, () => listWritersAction({ documentId }), messages.failed)
  const writers = answer.kind === 'here' ? answer.value.writers : []
  const first =
    undone === null
      ? (writers.find((writer) => writer.userId !== userId) ?? writers[0])
      : writers.find((writer) => writer.userId === undone)
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={messages.title}
      description={messages.hint}
      returnFocusTo={returnFocusTo}
    >
      {answer.kind === 'failed' ? (
        <LoadFailed message={answer.message} again={messages.tryAgain} onAgain={again} />
      ) : answer.kind === 'loading' ? (
        <Loading />
      ) : first === undefined ? (
        <p className="text-sm text-text-muted">{undone === null ? messages.nobody : messages.notThey}</p>
      ) : (
        <RevertForm {...place} writers={writers} first={first} onClose={onClose} />
      )}
    </Dialog>
  )
}

function RevertForm({
  documentId,
  userId,
  openedAt,
  editor,
  writers,
  first,
  onClose,
}: Place & {
  readonly writers: readonly RevertWriter[]
  readonly first: RevertWriter
  readonly onClose: () => void
}) {
  const [writer, setWriter] = useState(first)
  const [moment, setMoment] = useState<Moment>('hour')
  const [now, setNow] = useState(() => new Date())
  const [problem, setProblem] = useState<string>()
  const begin = beginOf(moment, now, openedAt)
  const { answer, again } = useAnswer(
    `${writer.userId} ${moment} ${now.getTime()}`,
    () =>
      planRevertAction({
        documentId,
        userId: writer.userId,
        seconds: begin === null ? null : secondsSince(begin, now),
      }),
    messages.failed,
  )
  const extent = answer.kind === 'here' ? extentOf(answer.value.plan) : null
  const isSomething = extent !== null && extent.deleted + extent.restored > 0

  /** Asks for what there is to undo as of now. */
  const choose = (change: () => void) => {
    setProblem(undefined)
    setNow(new Date())
    change()
  }

  const undo = async () => {
    if (answer.kind !== 'here' || extent === null) return
    const outcome = await editor.revert(answer.value).catch(() => null)
    if (outcome === 'done') {
      onClose()
      // Not by the editor: what is behind a dialog is not read out.
      toast({ message: messages.undid(writer.name, extent, begin, now) })
      return
    }
    // What was looked at is not what there is any more.
    setNow(new Date())
    setProblem(outcome === null ? messages.failed : messages.notDone[outcome])
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (isSomething) void undo()
      }}
    >
      <div className="grid gap-3 sm:grid-cols-[3fr_2fr]">
        <Select
          label={messages.whose}
          value={writer.userId}
          options={writers.map((one) => ({ value: one.userId, label: nameOf(one, userId, now) }))}
          onChoose={(id) => choose(() => setWriter(writers.find((one) => one.userId === id) ?? first))}
        />
        <Select
          label={messages.since}
          value={moment}
          options={moments.map((one) => ({ value: one, label: messages.moments[one] }))}
          onChoose={(next) => choose(() => setMoment(next))}
        />
      </div>
      <div className="mt-4 min-h-8 text-sm">
        {problem === undefined ? null : (
          <p role="alert" className="mb-1 text-danger">
            {problem}
          </p>
        )}
        {answer.kind === 'failed' ? (
          <LoadFailed message={answer.message} again={messages.tryAgain} onAgain={again} />
        ) : answer.kind === 'loading' ? (
          <Loading />
        ) : null}
        <p role="status" className={isSomething ? 'tabular-nums' : 'text-text-muted'}>
          {extent === null ? '' : isSomething ? messages.extent(extent) : messages.nothing}
        </p>
      </div>
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onClose}>{messages.cancel}</Button>
        <Button tone="primary" type="submit" disabled={!isSomething}>
          {messages.undo}
        </Button>
      </div>
    </form>
  )
}

/** What has the focus before the dialog takes it: the text, or somebody's face. */
function focused(): { readonly current: HTMLElement | null } {
  return { current: document.activeElement instanceof HTMLElement ? document.activeElement : null }
}

function Loading() {
  return (
    <div aria-busy className="flex h-5 items-center">
      <span className="sr-only">{messages.loading}</span>
      <Skeleton className="h-3.5 w-3/4" />
    </div>
  )
}

function nameOf({ userId, name, isGuest, at }: RevertWriter, me: string, now: Date): string {
  return messages.writer(name, { isMe: userId === me, isGuest, ago: formatAgo(new Date(at), now) })
}
