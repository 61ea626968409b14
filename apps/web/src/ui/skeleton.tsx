import { clsx } from 'clsx'

/** A grey bar where words will be. Appears only after 150 ms, so that quick answers do not flicker. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <span aria-hidden className={clsx('block animate-late rounded-sm bg-pressed', className ?? 'h-3.5 w-full')} />
}
