'use client'
import { Search } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { Icon } from '#ui/icon.tsx'
import { Kbd } from '#ui/kbd.tsx'
import { lazyPart } from '#ui/lazy-part.tsx'
import { useKeysAhead } from '#ui/use-keys-ahead.ts'
import { messages } from './messages.ts'
import { type PageKey, pageKey } from './page-keys.ts'

const FindPalette = lazyPart(() => import('./find-palette.tsx'))

const KeysDialog = lazyPart(() => import('./keys-dialog.tsx'))

/**
 * Looks like a field and opens the palette, in which documents are found. So do its keys, wherever the focus is; `?` shows
 * all keys.
 */
export function FindDocument() {
  const [open, setOpen] = useState<PageKey | null>(null)
  const close = useCallback(() => setOpen(null), [])
  const takeTyped = useKeysAhead(open === 'find', close)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const asked = pageKey(event, isField(event.target))
      if (asked === null) return
      event.preventDefault()
      setOpen(asked)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K F1 /"
        onPointerEnter={FindPalette.preload}
        onFocus={FindPalette.preload}
        onClick={() => setOpen('find')}
        className="flex h-control w-full items-center gap-2 rounded-control border border-line-strong bg-raised px-2.5 text-left text-sm text-text-muted transition-colors hover:bg-hover"
      >
        <Icon shape={Search} className="shrink-0" />
        <span className="grow truncate">{messages.find}</span>
        <span className="pointer-coarse:hidden" aria-hidden>
          <Kbd>Ctrl K</Kbd>
        </span>
      </button>
      {open === 'find' ? <FindPalette takeTyped={takeTyped} onClose={close} onMissing={close} /> : null}
      {open === 'keys' ? <KeysDialog onClose={close} onMissing={close} /> : null}
    </>
  )
}

/** Whether somebody types there. */
function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input:not([type=checkbox]), textarea, select, [role=dialog]') !== null
  )
}
