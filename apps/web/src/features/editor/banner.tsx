import { clsx } from 'clsx'
import type { ReactNode } from 'react'

/** A strip between the top bar and the text: something about the whole document that stays so for a while. */
export function Banner({
  tone = 'neutral',
  actions,
  children,
}: {
  readonly tone?: 'neutral' | 'warning' | 'danger'
  readonly actions?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <div
      className={clsx(
        'flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b bg-surface px-3 py-1 text-sm sm:px-4',
        tone === 'danger' ? 'text-danger' : tone === 'warning' ? 'text-warning' : 'text-text-muted',
      )}
    >
      {/* What may be lost is heard at once; of the rest the save state says enough. */}
      <p role={tone === 'danger' ? 'alert' : undefined} className="min-w-0 grow basis-48 text-pretty">
        {children}
      </p>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </div>
  )
}
