'use client'
import { Button } from '#ui/button.tsx'
import { messages } from './messages.ts'

/** Asks before somebody else becomes an owner: it can't be taken back by oneself alone, since they could be quicker. */
export function MakeOwner({
  name,
  isOwner,
  onCancel,
  onOwner,
  onHandOver,
}: {
  readonly name: string
  /** Whether they are one already: then only handing over is left. */
  readonly isOwner: boolean
  readonly onCancel: () => void
  readonly onOwner: () => void
  readonly onHandOver: () => void
}) {
  return (
    <section
      aria-label={messages.ownerTitle(name)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        // The dialog around it stays.
        event.stopPropagation()
        onCancel()
      }}
      className="mb-2 rounded-control border border-line bg-surface p-3 text-sm"
    >
      <p className="text-pretty">{messages.ownerQuestion(name)}</p>
      <p className="mt-1 text-pretty text-text-muted">{messages.handOverHint}</p>
      <div className="mt-3 flex flex-wrap justify-end gap-2">
        <Button size="small" autoFocus onClick={onCancel}>
          {messages.cancel}
        </Button>
        <Button size="small" onClick={onHandOver}>
          {messages.handOver}
        </Button>
        {isOwner ? null : (
          <Button size="small" tone="danger" onClick={onOwner}>
            {messages.ownerToo}
          </Button>
        )}
      </div>
    </section>
  )
}
