'use client'
import { useState } from 'react'
import { Button } from '#ui/button.tsx'
import { toast } from '#ui/toast.tsx'
import { goToProvider } from './go-to-provider.ts'
import { messages } from './messages.ts'

/**
 * Other ways in; nothing where there are none. `again`: the provider is to ask who it is, also of whoever is signed in there.
 * `first`: nothing stands above them that they are an alternative to.
 */
export function ProviderButtons({
  providers,
  returnTo,
  again = false,
  first = false,
}: {
  readonly providers: readonly { readonly id: string; readonly name: string }[]
  readonly returnTo: string
  readonly again?: boolean
  readonly first?: boolean
}) {
  const [going, setGoing] = useState<string | null>(null)
  if (providers.length === 0) return null
  const go = async (id: string) => {
    setGoing(id)
    if (await goToProvider(id, returnTo, again)) return
    setGoing(null)
    toast({ tone: 'danger', message: messages.offline })
  }
  return (
    <div className="mt-6 flex flex-col gap-2">
      {first ? null : (
        <p className="flex items-center gap-3 text-sm text-text-faint before:h-px before:grow before:bg-line after:h-px after:grow after:bg-line">
          {messages.orWith}
        </p>
      )}
      {providers.map(({ id, name }) => (
        <Button key={id} pending={going === id} onClick={() => void go(id)}>
          {messages.goOnWith(name)}
        </Button>
      ))}
    </div>
  )
}
