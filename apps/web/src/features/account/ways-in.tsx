'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { paths } from '#lib/paths.ts'
import { useProof } from '#lib/use-proof.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { toast } from '#ui/toast.tsx'
import { goToProvider } from './go-to-provider.ts'
import { messages } from './messages.ts'
import { checkProofAction } from './proof-actions.ts'
import { disconnectProviderAction } from './provider-actions.ts'

/** Other providers by which somebody can come in to their account, and the ways to change that. */
export function WaysIn({
  providers,
  connected,
}: {
  readonly providers: readonly { readonly id: string; readonly name: string }[]
  /** Their ids. */
  readonly connected: readonly string[]
}) {
  const router = useRouter()
  const withProof = useProof()
  const [busy, setBusy] = useState<string | null>(null)
  const connect = async (id: string) => {
    setBusy(id)
    // Before they go: who comes back without is turned away.
    const checked = await withProof(checkProofAction)
    if (checked?.ok && (await goToProvider(id, paths.account))) return
    setBusy(null)
    toast({ tone: 'danger', message: checked && !checked.ok ? checked.message : messages.offline })
  }
  const disconnect = async (provider: string) => {
    setBusy(provider)
    const answer = await withProof(() => disconnectProviderAction({ provider }))
    setBusy(null)
    if (answer?.ok) toast({ tone: 'success', message: messages.disconnected })
    else toast({ tone: 'danger', message: answer?.message ?? messages.offline })
    router.refresh()
  }
  return (
    <>
      <p className="mb-3 text-pretty text-sm text-text-muted">{messages.waysInText}</p>
      <ul className="flex flex-col divide-y divide-line">
        {providers.map(({ id, name }) => {
          const isConnected = connected.includes(id)
          return (
            <li key={id} className="flex min-h-12 flex-wrap items-center gap-2 py-2 text-sm">
              <span className="font-medium">{name}</span>
              {isConnected ? <Badge>{messages.connected}</Badge> : null}
              <Button
                size="small"
                className="ml-auto"
                pending={busy === id}
                onClick={() => void (isConnected ? disconnect(id) : connect(id))}
              >
                {isConnected ? messages.disconnect(name) : messages.connect(name)}
              </Button>
            </li>
          )
        })}
      </ul>
    </>
  )
}
