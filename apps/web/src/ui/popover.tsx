'use client'
import { clsx } from 'clsx'
import { Popover as Primitive } from 'radix-ui'
import type { ReactNode } from 'react'
import { closeOnEscape } from './close-on-escape.ts'

/** Props of `Popover`. */
export type PopoverProps = {
  /** The button that opens it: one element that takes a ref. */
  readonly trigger: ReactNode
  /** Its name for a screen reader. */
  readonly label: string
  readonly children: ReactNode
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly side?: 'top' | 'bottom'
  readonly align?: 'start' | 'center' | 'end'
  readonly className?: string
}

/** A small panel beside the button that opens it. */
export function Popover({
  trigger,
  label,
  children,
  side = 'bottom',
  align = 'end',
  className,
  open,
  onOpenChange,
}: PopoverProps) {
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          aria-label={label}
          onKeyDown={closeOnEscape(() => onOpenChange(false))}
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={clsx(
            'z-(--z-menu) animate-rise rounded-panel border border-line bg-raised p-3 shadow-float focus:outline-none',
            className,
          )}
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
