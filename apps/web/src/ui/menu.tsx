'use client'
import { type ReactNode, type RefObject, useId, useRef, useState } from 'react'
import { lazyPart } from './lazy-part.tsx'
import type { MenuAlign, MenuItem, MenuSide } from './menu-item.ts'

/** What the opening button must carry. */
export type MenuTrigger = {
  readonly ref: RefObject<HTMLButtonElement | null>
  readonly id: string
  readonly 'aria-haspopup': 'menu'
  readonly 'aria-expanded': boolean
  readonly onClick: (event: { readonly detail: number }) => void
  readonly onKeyDown: (event: { readonly key: string; preventDefault(): void }) => void
  readonly onPointerEnter: () => void
  readonly onFocus: () => void
}

/** Props of `Menu`. */
export type MenuProps = {
  readonly items: readonly MenuItem[]
  /** Draws the button: spread the argument onto it. */
  readonly trigger: (props: MenuTrigger) => ReactNode
  readonly side?: MenuSide | undefined
  readonly align?: MenuAlign | undefined
  /** The button takes the whole width of its place. */
  readonly wide?: boolean | undefined
}

const MenuContent = lazyPart(() => import('./menu-content.tsx'))

/**
 * A button and the menu that it opens. The menu's code is fetched when the pointer or the focus reaches the button,
 * so that pages start without it. An item acts after the menu is gone and the button has focus again: what it opens
 * or focuses is not disturbed.
 */
export function Menu({ items, trigger, side = 'bottom', align = 'end', wide = false }: MenuProps) {
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState<false | 'pointer' | 'keyboard'>(false)
  const id = useId()
  const close = () => setOpen(false)
  return (
    <span className={wide ? 'relative flex min-w-0' : 'relative inline-flex min-w-0'}>
      {trigger({
        ref: button,
        id,
        'aria-haspopup': 'menu',
        'aria-expanded': open !== false,
        // Enter and Space arrive as a click without a press.
        onClick: ({ detail }) => setOpen(detail === 0 ? 'keyboard' : 'pointer'),
        onKeyDown: (event) => {
          if (event.key !== 'ArrowDown') return
          event.preventDefault()
          setOpen('keyboard')
        },
        onPointerEnter: MenuContent.preload,
        onFocus: MenuContent.preload,
      })}
      {open ? (
        <MenuContent
          items={items}
          side={side}
          align={align}
          labelledBy={id}
          byKeyboard={open === 'keyboard'}
          button={button}
          onClose={close}
          onMissing={close}
        />
      ) : null}
    </span>
  )
}
