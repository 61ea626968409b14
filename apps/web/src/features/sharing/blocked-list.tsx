'use client'
import { Button } from '#ui/button.tsx'
import { unblockPersonAction } from './actions.ts'
import { messages } from './messages.ts'
import type { Sharing } from './sharing.ts'
import { useSharingChange } from './use-sharing-change.ts'
import { WaitingRow } from './waiting-row.tsx'
import { WaitingSection } from './waiting-section.tsx'

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
  return (
    <WaitingSection title={messages.blocked} isEmpty={blocked.length === 0} problem={problem}>
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
    </WaitingSection>
  )
}
