'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { formatAgo, formatExact } from '#lib/dates.ts'
import { useDrawnBy } from '#lib/use-drawn-by.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { toast } from '#ui/toast.tsx'
import { endAllSignInsAction, endSignInAction } from './actions.ts'
import { browserName } from './browser-name.ts'
import { messages } from './messages.ts'
import type { SignInSummary } from './sign-in-summary.ts'
import { useLeave } from './use-leave.tsx'

/** Where a person is signed in, and the ways to end that. `now` is the server's, so that both render the same at first. */
export function SignInList({ signIns, now }: { readonly signIns: readonly SignInSummary[]; readonly now: number }) {
  const router = useRouter()
  const { askAndLeave, question } = useLeave()
  const [ending, setEnding] = useState<string | null>(null)
  const drawnBy = useDrawnBy()

  const end = async (signInId: string) => {
    setEnding(signInId)
    const result = await endSignInAction({ signInId }).catch(() => null)
    setEnding(null)
    if (result?.ok) toast({ tone: 'success', message: messages.ended })
    else toast({ tone: 'danger', message: result?.message ?? messages.offline })
    router.refresh()
  }
  const endAll = async () => {
    setEnding(everywhere)
    const result = await endAllSignInsAction().catch(() => null)
    if (result?.ok || result?.code === 'auth_required') return askAndLeave()
    setEnding(null)
    toast({ tone: 'danger', message: result?.message ?? messages.offline })
  }

  return (
    <>
      <ul className="flex flex-col divide-y divide-line">
        {signIns.map(({ id, agent, createdAt, isThis }) => {
          const browser = browserName(agent) ?? messages.unknownBrowser
          const at = new Date(createdAt)
          return (
            <li key={id} className="flex min-h-14 items-center gap-3 py-2">
              <div className="min-w-0 grow">
                <p className="flex items-center gap-2 font-medium text-sm">
                  <span className="truncate">{browser}</span>
                  {isThis ? <Badge>{messages.thisBrowser}</Badge> : null}
                </p>
                <p className="text-text-faint text-xs">
                  {/* Days and times depend on the time zone, which only the browser knows. */}
                  <time key={drawnBy} dateTime={at.toISOString()} title={formatExact(at)} suppressHydrationWarning>
                    {messages.signedIn(formatAgo(at, new Date(now)))}
                  </time>
                </p>
              </div>
              <Button
                size="small"
                pending={ending === id}
                aria-label={messages.endOf(isThis ? messages.thisBrowser : browser)}
                onClick={() => void (isThis ? askAndLeave() : end(id))}
              >
                {messages.end}
              </Button>
            </li>
          )
        })}
      </ul>
      <p className="mt-4 mb-3 text-pretty text-sm text-text-muted">{messages.everywhereText}</p>
      <Button tone="danger" pending={ending === everywhere} onClick={() => void endAll()}>
        {messages.everywhere}
      </Button>
      {question}
    </>
  )
}

const everywhere = '*'
