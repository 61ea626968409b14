'use client'
import './style-nonce.ts'
import { clsx } from 'clsx'
import { X } from 'lucide-react'
import { Dialog as Primitive } from 'radix-ui'
import { type ReactNode, useState } from 'react'
import { closeOnEscape } from './close-on-escape.ts'
import { IconButton } from './icon-button.tsx'
import { messages } from './messages.ts'

/** Props of `Dialog`. */
export type DialogProps = {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly title: string
  /** One sentence under the title. */
  readonly description?: ReactNode
  readonly children: ReactNode
  /** A row at the bottom, right-aligned: the decisive button last. */
  readonly footer?: ReactNode
  /**
   * The name of the field that has focus at first: one that asks for it itself does not get it above another dialog.
   * Without it: the dialog.
   */
  readonly initialFocus?: string | undefined
  /** What takes focus when the dialog is gone. Without it: what had it before. */
  readonly returnFocusTo?: React.RefObject<HTMLElement | null> | undefined
  readonly className?: string | undefined
}

/** One task in front of everything else. Esc or a press outside closes it; on phones it is a sheet at the bottom. */
export function Dialog(props: DialogProps) {
  return (
    <Primitive.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-(--z-dialog) animate-appear bg-overlay" />
        <Sheet {...props} />
      </Primitive.Portal>
    </Primitive.Root>
  )
}

/** There as long as the dialog is open. */
function Sheet({
  onOpenChange,
  title,
  description,
  children,
  footer,
  initialFocus,
  returnFocusTo,
  className,
}: DialogProps) {
  const [before] = useState(() => document.activeElement)
  return (
    <Primitive.Content
      {...(description ? {} : { 'aria-describedby': undefined })}
      onKeyDown={closeOnEscape(() => onOpenChange(false))}
      onOpenAutoFocus={(event) => {
        if (!(event.target instanceof HTMLElement)) return
        const field = initialFocus && event.target.querySelector<HTMLElement>(`[name="${initialFocus}"]`)
        // The dialog itself, not its first button: that is the way out, and its tip would stand over the text.
        event.preventDefault()
        const first = field || event.target
        first.focus()
      }}
      onCloseAutoFocus={(event) => {
        // Radix knows of nothing but a trigger of its own, and would leave the focus to the page.
        event.preventDefault()
        const target = returnFocusTo?.current ?? before
        if (target instanceof HTMLElement) target.focus()
      }}
      className={clsx(
        'fixed z-(--z-dialog) flex max-h-[calc(100dvh-2rem)] animate-rise flex-col border border-line bg-raised shadow-dialog focus:outline-none',
        'inset-x-0 bottom-0 rounded-t-panel pb-[env(safe-area-inset-bottom)]',
        'sm:inset-x-auto sm:top-[12vh] sm:bottom-auto sm:left-1/2 sm:max-h-[76vh] sm:w-[30rem] sm:-translate-x-1/2 sm:rounded-panel sm:pb-0',
        className,
      )}
    >
      {/* No header and no footer: those would be landmarks, of which a page has one each. */}
      <div className="flex items-start gap-2 pt-4 pr-3 pl-5">
        <div className="min-w-0 grow pt-1 pointer-coarse:pt-2.5">
          <Primitive.Title className="wrap-anywhere text-pretty font-semibold text-lg leading-6">
            {title}
          </Primitive.Title>
          {description ? (
            <Primitive.Description className="mt-0.5 text-sm text-text-muted">{description}</Primitive.Description>
          ) : null}
        </div>
        <Primitive.Close asChild>
          <IconButton icon={X} label={messages.close} />
        </Primitive.Close>
      </div>
      <div className="min-h-0 grow overflow-y-auto px-5 pt-4 pb-5">{children}</div>
      {footer ? (
        <div className="flex items-center justify-end gap-2 border-line border-t px-5 py-3">{footer}</div>
      ) : null}
    </Primitive.Content>
  )
}
