import { clsx } from 'clsx'
import type { ComponentPropsWithRef, ReactNode } from 'react'
import { Icon, type IconShape } from './icon.tsx'

/** How loudly a button speaks: one primary per screen, danger only where something is lost. */
export type ButtonTone = 'primary' | 'secondary' | 'quiet' | 'danger'

/** 32 px, or 28 px where a row or a bar is tight; both 44 px under a finger. */
export type ButtonSize = 'medium' | 'small'

type ButtonStyle = {
  readonly tone?: ButtonTone | undefined
  readonly size?: ButtonSize | undefined
  readonly className?: string | undefined
}

/** Props of `Button`. */
export type ButtonProps = Omit<ComponentPropsWithRef<'button'>, 'className'> &
  ButtonStyle & {
    readonly icon?: IconShape | undefined
    /** Work is under way: the button stays focusable and says so, but does not act again. */
    readonly pending?: boolean | undefined
    readonly children: ReactNode
  }

/** A button with words. Never a submit button by accident: say `type="submit"` where one is meant. */
export function Button({ tone, size, className, icon, pending = false, children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-busy={pending || undefined}
      aria-disabled={pending || rest['aria-disabled']}
      onClick={(event) => {
        if (pending) event.preventDefault()
        else onClick?.(event)
      }}
      className={buttonClass({ tone, size, className })}
    >
      {icon ? <Icon shape={icon} /> : null}
      {children}
    </button>
  )
}

/** The look of a button, for a link that acts like one. */
export function buttonClass({ tone = 'secondary', size = 'medium', className }: ButtonStyle = {}): string {
  return clsx(
    'inline-flex select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-control font-medium text-sm transition-colors',
    'disabled:pointer-events-none disabled:opacity-50 aria-busy:cursor-progress aria-busy:opacity-70',
    size === 'medium' ? 'h-control px-3' : 'h-control-sm px-2.5',
    tones[tone],
    className,
  )
}

const tones: Record<ButtonTone, string> = {
  primary:
    'bg-accent text-accent-text hover:bg-accent-hover forced-colors:border forced-colors:bg-[ButtonFace] forced-colors:text-[ButtonText]',
  secondary: 'border border-line-strong bg-raised text-text hover:bg-surface active:bg-pressed',
  quiet:
    'text-text-muted hover:bg-hover hover:text-text active:bg-pressed aria-expanded:bg-hover aria-expanded:text-text',
  danger:
    'bg-danger text-danger-text hover:bg-danger-hover forced-colors:border forced-colors:bg-[ButtonFace] forced-colors:text-[ButtonText]',
}
