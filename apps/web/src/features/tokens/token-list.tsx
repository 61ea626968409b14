'use client'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { formatAgo, formatMoment } from '#lib/dates.ts'
import { useDrawnBy } from '#lib/use-drawn-by.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { toast } from '#ui/toast.tsx'
import { revokeTokenAction } from './actions.ts'
import { messages } from './messages.ts'
import { NewToken } from './new-token.tsx'
import type { TokenChoices, TokenSummary } from './token-summary.ts'

/** Tokens, each with the way to end it. `now` is the server's, so that both render the same at first. */
export function TokenList({
  tokens,
  choices,
  now,
}: {
  readonly tokens: readonly TokenSummary[]
  readonly choices: TokenChoices
  readonly now: number
}) {
  const router = useRouter()
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const [revoking, setRevoking] = useState<string | null>(null)
  const drawnBy = useDrawnBy()

  const revoke = async (tokenId: string) => {
    setRevoking(tokenId)
    const result = await revokeTokenAction({ tokenId }).catch(() => null)
    setRevoking(null)
    if (result?.ok) toast({ tone: 'success', message: messages.revoked })
    else toast({ tone: 'danger', message: result?.message ?? messages.offline })
    // The row that had the focus goes.
    button.current?.focus()
    router.refresh()
  }
  const close = () => {
    setOpen(false)
    router.refresh()
  }

  return (
    <>
      {tokens.length === 0 ? <p className="mb-3 text-sm text-text-faint">{messages.none}</p> : null}
      <ul className="mb-3 flex flex-col divide-y divide-line">
        {tokens.map(({ id, name, may, expiresAt, lastUsedAt }) => {
          const ends = new Date(expiresAt)
          return (
            <li key={id} className="flex min-h-14 items-center gap-3 py-2">
              <div className="min-w-0 grow">
                <p className="truncate font-medium text-sm">{name}</p>
                <p className="text-pretty text-text-faint text-xs">{may.join(' · ')}</p>
                {/* Days and times depend on the time zone, which only the browser knows. */}
                <p key={drawnBy} className="text-text-faint text-xs" suppressHydrationWarning>
                  {lastUsedAt === null
                    ? messages.neverUsed
                    : messages.used(formatAgo(new Date(lastUsedAt), new Date(now)))}
                  {' · '}
                  {messages.ends(formatMoment(ends))}
                </p>
              </div>
              <Button
                size="small"
                pending={revoking === id}
                aria-label={messages.revokeOf(name)}
                onClick={() => void revoke(id)}
              >
                {messages.revoke}
              </Button>
            </li>
          )
        })}
      </ul>
      <Button ref={button} onClick={() => setOpen(true)}>
        {messages.create}
      </Button>
      <Dialog
        open={open}
        onOpenChange={(next) => (next ? setOpen(true) : close())}
        title={messages.create}
        returnFocusTo={button}
      >
        {open ? <NewToken choices={choices} onDone={close} /> : null}
      </Dialog>
    </>
  )
}
