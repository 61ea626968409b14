'use client'
import { useState } from 'react'
import { formatMoment } from '#lib/dates.ts'
import { Button } from '#ui/button.tsx'
import { renewInvitationAction, withdrawInvitationAction } from './invitation-actions.ts'
import { messages } from './messages.ts'
import type { Sharing } from './sharing.ts'
import { useSharingChange } from './use-sharing-change.ts'
import { WaitingRow } from './waiting-row.tsx'
import { WaitingSection } from './waiting-section.tsx'

/** Addresses that were invited and whose people have not come yet. */
export function InvitationList({
  documentId,
  invitations,
  onChanged,
}: {
  readonly documentId: string
  readonly invitations: Sharing['invitations']
  readonly onChanged: (sharing: Sharing) => void
}) {
  const [news, setNews] = useState('')
  const { busy, problem, change } = useSharingChange(onChanged)
  return (
    <WaitingSection title={messages.invitations} isEmpty={invitations.length === 0} problem={problem} news={news}>
      {invitations.map(({ id, email, role, expiresAt, open }) => {
        const until = formatMoment(new Date(expiresAt))
        const named = { documentId, invitationId: id }
        return (
          <WaitingRow
            key={id}
            name={email}
            about={`${messages.roles[role]} · ${open ? messages.invitedUntil(until) : messages.invitationOver}`}
          >
            <Button
              size="small"
              pending={busy === id}
              aria-label={messages.resendTo(email)}
              onClick={() => {
                setNews('')
                void change(id, async () => {
                  const result = await renewInvitationAction(named)
                  if (result.ok) setNews(messages.resent(email))
                  return result
                })
              }}
            >
              {messages.resend}
            </Button>
            <Button
              size="small"
              aria-label={messages.withdrawOf(email)}
              onClick={() => void change(id, () => withdrawInvitationAction(named))}
            >
              {messages.withdraw}
            </Button>
          </WaitingRow>
        )
      })}
    </WaitingSection>
  )
}
