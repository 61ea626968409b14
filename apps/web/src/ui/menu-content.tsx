'use client'
import { clsx } from 'clsx'
import { Check } from 'lucide-react'
import { DropdownMenu as Primitive } from 'radix-ui'
import { type RefObject, useRef, useState } from 'react'
import { closeOnEscape } from './close-on-escape.ts'
import { Icon } from './icon.tsx'
import type { MenuAlign, MenuItem, MenuSide } from './menu-item.ts'

/** The open menu. Only `Menu` uses it. */
export default function MenuContent({
  items,
  side,
  align,
  labelledBy,
  byKeyboard,
  button,
  onClose,
}: {
  readonly items: readonly MenuItem[]
  readonly side: MenuSide
  readonly align: MenuAlign
  readonly labelledBy: string
  /** The first item takes the focus. */
  readonly byKeyboard: boolean
  readonly button: RefObject<HTMLButtonElement | null>
  readonly onClose: () => void
}) {
  const [container] = useState(() => placeFor(button.current))
  const selected = useRef<() => void>(undefined)
  const focusFirst = (content: HTMLElement | null) => {
    // Radix would do this itself, had it been there when the key went down. After its own focusing, which is an effect.
    if (content && byKeyboard)
      requestAnimationFrame(() =>
        content.querySelector<HTMLElement>('[role^="menuitem"]:not([data-disabled])')?.focus(),
      )
  }
  return (
    <Primitive.Root open modal={false} onOpenChange={(open) => open || onClose()}>
      <Primitive.Trigger asChild>
        {/* Only a place to stand on: the real button is outside, and this one must not be in the way. */}
        <span aria-hidden className="pointer-events-none absolute inset-0" />
      </Primitive.Trigger>
      <Primitive.Portal container={container}>
        <Primitive.Content
          ref={focusFirst}
          aria-labelledby={labelledBy}
          side={side}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          loop
          onKeyDown={closeOnEscape(onClose)}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            button.current?.focus({ preventScroll: true })
            selected.current?.()
          }}
          onInteractOutside={(event) => {
            // A press on the button closes by itself; without this it would open again at once.
            if (event.target instanceof Node && button.current?.contains(event.target)) event.preventDefault()
          }}
          className="z-(--z-menu) max-h-(--radix-dropdown-menu-content-available-height) min-w-44 max-w-80 animate-rise overflow-y-auto rounded-panel border border-line bg-raised p-1 text-sm shadow-float focus:outline-none"
        >
          {items.map((item, at) => (
            // Items have no identity of their own, and a menu's list does not change while it is open.
            <Line key={at} item={item} onSelect={(act) => (selected.current = act)} />
          ))}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}

/**
 * Where the menu goes into the document: the dialog that it belongs to, else the page's main landmark, so that whoever
 * moves by landmarks finds it in one.
 */
function placeFor(button: HTMLElement | null): HTMLElement | null {
  return button?.closest<HTMLElement>('[role=dialog]') ?? document.querySelector('main')
}

function Line({ item, onSelect }: { readonly item: MenuItem; readonly onSelect: (act: () => void) => void }) {
  switch (item.kind) {
    case 'separator':
      return <Primitive.Separator className="-mx-1 my-1 h-px bg-line" />
    case 'heading':
      return <Primitive.Label className="truncate px-2 py-1.5 text-text-faint text-xs">{item.label}</Primitive.Label>
    case 'action':
      return (
        <Primitive.Item
          disabled={item.disabled ?? false}
          onSelect={() => onSelect(item.onSelect)}
          className={clsx(lineClass, item.danger ? 'text-danger' : undefined)}
        >
          {item.icon ? <Icon shape={item.icon} className={clsx('shrink-0', item.danger || 'text-text-muted')} /> : null}
          <span className="grow truncate">{item.label}</span>
          {item.shortcut ? (
            <kbd className="pl-4 font-sans text-text-faint text-xs pointer-coarse:hidden">{item.shortcut}</kbd>
          ) : null}
        </Primitive.Item>
      )
    case 'choice':
      return (
        <Primitive.CheckboxItem
          role="menuitemradio"
          checked={item.checked}
          disabled={item.disabled ?? false}
          onSelect={() => onSelect(item.onSelect)}
          className={clsx(lineClass, item.hint ? 'py-1.5' : undefined)}
        >
          <span className="grow">
            <span className="block truncate">{item.label}</span>
            {item.hint ? <span className="block text-text-faint text-xs">{item.hint}</span> : null}
          </span>
          <span className="w-4 shrink-0 text-accent">{item.checked ? <Icon shape={Check} /> : null}</span>
        </Primitive.CheckboxItem>
      )
  }
}

const lineClass =
  'flex min-h-control-sm select-none items-center gap-2 rounded-control px-2 outline-none data-highlighted:bg-hover data-disabled:opacity-50 forced-colors:data-highlighted:outline-2 forced-colors:data-highlighted:outline-solid forced-colors:data-highlighted:-outline-offset-2'
