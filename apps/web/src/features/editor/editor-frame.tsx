import type { ReactNode } from 'react'
import { BackLink } from './back-link.tsx'
import { EditorSkeleton } from './editor-skeleton.tsx'

/** The page's parts and their places. The editor gets all the room that is left. */
export function EditorFrame({
  title,
  save,
  people,
  share,
  banners,
  status,
  panel,
  children,
}: {
  readonly title: ReactNode
  readonly save?: ReactNode
  readonly people?: ReactNode
  readonly share?: ReactNode
  readonly banners?: ReactNode
  readonly status?: ReactNode
  /** What stands beside the text. */
  readonly panel?: ReactNode
  readonly children?: ReactNode
}) {
  return (
    <div className="flex h-dvh flex-col overflow-hidden">
      <header className="flex h-12 shrink-0 items-center gap-1.5 border-line border-b bg-surface pr-2 pl-1.5 sm:gap-3 sm:pr-3 pointer-coarse:h-14">
        <BackLink />
        <div className="flex min-w-0 grow items-center gap-3 max-sm:flex-col max-sm:items-start max-sm:gap-0">
          {title}
          <div className="flex h-4 min-w-0 max-w-full items-center sm:shrink-0">{save}</div>
        </div>
        {people}
        {share}
      </header>
      <main className="flex min-h-0 grow flex-col">
        {/* However low the screen, and however large everything on it, half is the text's. */}
        <div className="max-h-1/2 shrink-0 overflow-y-auto">{banners}</div>
        <div className="flex min-h-0 grow">
          <div className="relative min-w-0 grow">{children ?? <EditorSkeleton />}</div>
          {panel}
        </div>
      </main>
      {status ?? <StatusPlace />}
    </div>
  )
}

/** The place of the bar under the text, until there is one. */
export function StatusPlace() {
  return <div className="h-7 shrink-0 border-line border-t bg-surface pointer-coarse:h-11" />
}
