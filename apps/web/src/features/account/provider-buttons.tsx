'use client'
import { useState } from 'react'
import { Button } from '#ui/button.tsx'
import { toast } from '#ui/toast.tsx'
import { goToProvider } from './go-to-provider.ts'
import { messages } from './messages.ts'

/** The other ways in that are configured; nothing where there are none. */
export function ProviderButtons({
  providers,
  returnTo,
}: {
  readonly providers: readonly { readonly id: string; readonly name: string }[]
  readonly returnTo: string
}) {
  const [going, setGoing] = useState<string | null>(null)
  if (providers.length === 0) return null
  const go = async (id: string) => {
    setGoing(id)
    if (await goToProvider(id, returnTo)) return
    setGoing(null)
    toast({ tone: 'danger', message: messages.offline })
  }
  return (
    <div className="mt-6 flex flex-col gap-2">
      <p className="flex items-center gap-3 text-sm text-text-faint before:h-px before:grow before:bg-line after:h-px after:grow after:bg-line">
        {messages.orWith}
      </p>
      {providers.map(({ id, name }) => (
        <Button key={id} pending={going === id} onClick={() => void go(id)}>
          {messages.goOnWith(name)}
        </Button>
      ))}
    </div>
  )
}
