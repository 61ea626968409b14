import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { paths } from '#lib/paths.ts'
import { WordMark } from './word-mark.tsx'

/** A page that says or asks one thing, with nothing around it but the way to the landing page. */
export function PlainPage({ className, children }: { readonly className?: string; readonly children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-16 shrink-0 items-center px-4 sm:px-8">
        {/* A full load: a page that failed leaves its state behind, and carries no more code than it needs. */}
        <a href={paths.landing} className="-m-2 rounded-control p-2">
          <WordMark />
        </a>
      </header>
      <main className={clsx('grow', className)}>{children}</main>
    </div>
  )
}
