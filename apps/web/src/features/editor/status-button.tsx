import { clsx } from 'clsx'
import type { ComponentPropsWithRef } from 'react'

/** A button of the status bar: as low as the bar, as wide as its words. */
export function StatusButton({ className, children, ...rest }: ComponentPropsWithRef<'button'>) {
  return (
    <button
      type="button"
      {...rest}
      className={clsx(
        'h-full min-w-6 truncate rounded-sm px-2 hover:bg-hover hover:text-text aria-expanded:bg-hover aria-expanded:text-text pointer-coarse:min-w-10',
        className,
      )}
    >
      {children}
    </button>
  )
}
