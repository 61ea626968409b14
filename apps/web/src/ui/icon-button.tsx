import { clsx } from 'clsx'
import type { ComponentPropsWithRef } from 'react'
import { type ButtonSize, type ButtonTone, buttonClass } from './button.tsx'
import { Icon, type IconShape } from './icon.tsx'
import { Tooltip } from './tooltip.tsx'

/** Props of `IconButton`. */
export type IconButtonProps = Omit<ComponentPropsWithRef<'button'>, 'className' | 'aria-label' | 'children'> & {
  readonly icon: IconShape
  /** What it does: its name for a screen reader, and its tooltip for everybody else. */
  readonly label: string
  readonly tone?: ButtonTone | undefined
  readonly size?: ButtonSize | undefined
  readonly className?: string | undefined
}

/** A square button with an icon, named by its label. */
export function IconButton({ icon, label, tone = 'quiet', size = 'medium', className, ...rest }: IconButtonProps) {
  return (
    <Tooltip content={label}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        className={clsx(
          buttonClass({ tone, size }),
          'shrink-0 px-0!',
          size === 'medium' ? 'w-control' : 'w-control-sm',
          className,
        )}
      >
        <Icon shape={icon} />
      </button>
    </Tooltip>
  )
}
