import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { WordMark } from '#features/brand/word-mark.tsx'
import { EditorPicture } from '#features/landing/editor-picture.tsx'
import { messages } from '#features/landing/messages.ts'
import { paths } from '#lib/paths.ts'
import { currentUser } from '#server/current-user.ts'
import { buttonClass } from '#ui/button.tsx'

export const metadata: Metadata = {
  title: { absolute: 'Tandem: write code side by side' },
  description: messages.lead,
  robots: { index: true, follow: true },
}

export default async function LandingPage() {
  if (await currentUser()) redirect(paths.documents)
  return (
    <div className="mx-auto flex min-h-dvh max-w-[68rem] flex-col px-4 sm:px-8">
      <header className="flex h-16 items-center justify-between">
        <WordMark />
        {/* Full loads, here and around signing in: pages that one sees once carry no code for links. */}
        <nav className="flex items-center gap-1">
          <a href={paths.signIn()} className={buttonClass({ tone: 'quiet', className: '-mr-3' })}>
            {messages.signIn}
          </a>
        </nav>
      </header>
      <main className="grow pt-10 pb-16 sm:pt-20">
        <div className="grid items-end gap-x-12 gap-y-4 lg:grid-cols-[minmax(0,1fr)_27rem]">
          <h1 className="font-semibold text-display tracking-[-0.035em]">
            <span className="block max-w-[11ch]">{messages.title}</span>
          </h1>
          <div>
            <p className="max-w-[58ch] text-pretty text-lg text-text-muted">{messages.lead}</p>
            <p className="mt-5 flex flex-wrap gap-2 lg:mb-1.5">
              <a href={paths.signUp()} className={buttonClass({ tone: 'primary', className: 'px-4' })}>
                {messages.signUp}
              </a>
              <a href={paths.signIn()} className={buttonClass({ className: 'px-4' })}>
                {messages.signIn}
              </a>
            </p>
          </div>
        </div>
        <div className="mt-12 sm:mt-14">
          <EditorPicture />
        </div>
        <ul className="mt-14 grid gap-8 sm:mt-20 md:grid-cols-3 md:gap-10">
          {messages.reasons.map(({ title, text }) => (
            <li key={title}>
              <h2 className="font-semibold text-base">{title}</h2>
              <p className="mt-1 text-pretty text-text-muted">{text}</p>
            </li>
          ))}
        </ul>
      </main>
      <footer className="border-line border-t py-6 text-sm text-text-faint">{messages.source}</footer>
    </div>
  )
}
