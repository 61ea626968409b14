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
      <header className="flex h-12 shrink-0 items-center gap-x-1.5 border-line border-b bg-surface pr-2 pl-1.5 max-sm:h-13 max-sm:flex-wrap max-sm:content-center sm:gap-x-3 sm:pr-3 pointer-coarse:h-14 max-sm:pointer-coarse:h-16">
        <BackLink />
        <div className="flex min-w-0 grow items-center gap-3 max-sm:contents">
          <div className="min-w-0 max-sm:grow max-sm:basis-0 sm:contents">{title}</div>
          {/* On phones a row of its own, under the title: beside the people its seconds would be cut off. */}
          <div className="flex h-4 min-w-0 items-center max-sm:order-last max-sm:basis-full max-sm:pl-[calc(var(--spacing-control)+0.375rem)] sm:shrink-0">
            {save}
          </div>
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
