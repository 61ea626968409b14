import type { ReactNode } from 'react'

/** Somebody who has no access: who it is, what is to be known about them, and what may be done. */
export function WaitingRow({
  picture,
  name,
  about,
  children,
}: {
  readonly picture?: ReactNode
  readonly name: string
  readonly about: string
  readonly children: ReactNode
}) {
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-2.5 gap-y-1 py-1.5">
      {picture}
      <div className="min-w-0 grow basis-40">
        <p className="truncate font-medium text-sm">{name}</p>
        <p className="whitespace-pre-line break-words text-text-faint text-xs empty:hidden">{about}</p>
      </div>
      <div className="flex shrink-0 gap-1.5">{children}</div>
    </li>
  )
}
