'use client'
import { paths } from '#lib/paths.ts'
import { Avatar } from '#ui/avatar.tsx'
import { Button } from '#ui/button.tsx'
import { blockPersonAction } from './actions.ts'
import { messages } from './messages.ts'
import { answerRequestAction } from './request-actions.ts'
import type { Sharing } from './sharing.ts'
import { useSharingChange } from './use-sharing-change.ts'
import { WaitingRow } from './waiting-row.tsx'
import { WaitingSection } from './waiting-section.tsx'

/** Who asks for access, to be answered where everything else about access is. */
export function RequestList({
  documentId,
  requests,
  mayBlock,
  onChanged,
}: {
  readonly documentId: string
  readonly requests: Sharing['requests']
  readonly mayBlock: boolean
  readonly onChanged: (sharing: Sharing) => void
}) {
  const { busy, problem, change } = useSharingChange(onChanged)
  return (
    <WaitingSection title={messages.requests} isEmpty={requests.length === 0} problem={problem}>
      {requests.map(({ user, role, message }) => {
        const named = { documentId, userId: user.id }
        const address = user.email !== null && user.isUnconfirmed ? messages.unconfirmed(user.email) : user.email
        const about = [address ?? '', messages.wants(messages.roles[role]), message]
        return (
          <WaitingRow
            key={user.id}
            picture={<Avatar name={user.name} hue={user.hue} picture={paths.picture(user.id)} />}
            name={user.name}
            about={about.filter((line) => line !== '').join('\n')}
          >
            <Button
              size="small"
              tone="primary"
              pending={busy === user.id}
              aria-label={messages.approveOf(user.name)}
              onClick={() => void change(user.id, () => answerRequestAction({ ...named, role }))}
            >
              {messages.approve}
            </Button>
            <Button
              size="small"
              aria-label={messages.declineOf(user.name)}
              onClick={() => void change(user.id, () => answerRequestAction({ ...named, role: null }))}
            >
              {messages.decline}
            </Button>
            {mayBlock ? (
              <Button
                size="small"
                tone="quiet"
                aria-label={messages.blockOf(user.name)}
                onClick={() => void change(user.id, () => blockPersonAction(named))}
              >
                {messages.block}
              </Button>
            ) : null}
          </WaitingRow>
        )
      })}
    </WaitingSection>
  )
}
