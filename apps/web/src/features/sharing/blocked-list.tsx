'use client'
import { Button } from '#ui/button.tsx'
import { unblockPersonAction } from './actions.ts'
import { messages } from './messages.ts'
import type { Sharing } from './sharing.ts'
import { useSharingChange } from './use-sharing-change.ts'
import { WaitingRow } from './waiting-row.tsx'

/** Who may not come, and the way back. */
export function BlockedList({
  documentId,
  blocked,
  onChanged,
}: {
  readonly documentId: string
  readonly blocked: Sharing['blocked']
  readonly onChanged: (sharing: Sharing) => void
}) {
  const { busy, problem, change } = useSharingChange(onChanged)
  if (blocked.length === 0) return null
  return (
    <section aria-labelledby="share-blocked" className="mt-5">
      <h3 id="share-blocked" className="mb-1 font-medium text-sm">
        {messages.blocked}
      </h3>
      <ul>
        {blocked.map(({ id, name, email }) => (
          <WaitingRow key={id} name={name} about={email ?? ''}>
            <Button
              size="small"
              pending={busy === id}
              aria-label={messages.unblockOf(name)}
              onClick={() => void change(id, () => unblockPersonAction({ documentId, userId: id }))}
            >
              {messages.unblock}
            </Button>
          </WaitingRow>
        ))}
      </ul>
      <p role="alert" className="text-danger text-sm empty:hidden">
        {problem}
      </p>
    </section>
  )
}
