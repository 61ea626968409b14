import { clsx } from 'clsx'

/** A grey bar where words will be, or with `round` a disc where a face will be. Appears only after 150 ms, so that quick answers do not flicker. */
export function Skeleton({ round = false, className }: { readonly round?: boolean; readonly className?: string }) {
  return (
    <span
      aria-hidden
      className={clsx(
        'block animate-late bg-pressed',
        round ? 'rounded-full' : 'rounded-sm',
        className ?? 'h-3.5 w-full',
      )}
    />
  )
}
