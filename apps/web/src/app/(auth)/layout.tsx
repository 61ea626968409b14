import Link from 'next/link'
import type { ReactNode } from 'react'
import { WordMark } from '#features/brand/word-mark.tsx'
import { paths } from '#lib/paths.ts'

export default function AuthLayout({ children }: { readonly children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col px-4">
      <header className="flex h-16 items-center sm:px-4">
        <Link href={paths.landing} className="-m-2 rounded-control p-2">
          <WordMark />
        </Link>
      </header>
      <main className="mx-auto w-full max-w-[21rem] pt-[8vh] pb-16">{children}</main>
    </div>
  )
}
