'use client'
import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { paths } from '#lib/paths.ts'
import { Icon } from '#ui/icon.tsx'
import { Kbd } from '#ui/kbd.tsx'
import { findDocumentsAction } from './actions.ts'
import { messages } from './messages.ts'

const load = () => import('#ui/command-palette.tsx')
const CommandPalette = lazy(async () => ({ default: (await load()).CommandPalette }))

/** Looks like a field and opens the palette, in which documents are found by their titles. So does Ctrl+K, or Cmd+K. */
export function FindDocument() {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
      event.preventDefault()
      setOpen(true)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
  const find = useCallback(
    async (query: string) => {
      const found = await findDocumentsAction({ query })
      if (!found.ok) return []
      return found.documents.map(({ id, title }) => ({
        id,
        label: title,
        onChoose: () => router.push(paths.document(id)),
      }))
    },
    [router],
  )
  const preload = () => void load()
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        onPointerEnter={preload}
        onFocus={preload}
        onClick={() => setOpen(true)}
        className="flex h-control w-full items-center gap-2 rounded-control border border-line-strong bg-raised px-2.5 text-left text-sm text-text-muted transition-colors hover:bg-hover"
      >
        <Icon shape={Search} className="shrink-0" />
        <span className="grow truncate">{messages.find}</span>
        <span className="pointer-coarse:hidden" aria-hidden>
          <Kbd>Ctrl K</Kbd>
        </span>
      </button>
      <Suspense>
        {open ? (
          <CommandPalette
            label={messages.find}
            placeholder={messages.findHint}
            empty={messages.nothingFound}
            groups={[]}
            more={{ title: messages.documents, find }}
            onClose={() => setOpen(false)}
          />
        ) : null}
      </Suspense>
    </>
  )
}
