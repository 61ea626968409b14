import { database, getPreferences, isAdministrator, isVerified, listTags } from '@tandem/documents'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { AccountMenu } from '#features/account/account-menu.tsx'
import { menuMessages } from '#features/account/menu-messages.ts'
import { VerifyBanner } from '#features/account/verify-banner.tsx'
import { WordMark } from '#features/brand/word-mark.tsx'
import { FileDrop } from '#features/documents/files/file-drop.tsx'
import { FindDocument } from '#features/documents/find-document.tsx'
import { NewDocumentButton } from '#features/documents/new-document-button.tsx'
import { NewDocumentMenu } from '#features/documents/new-document-menu.tsx'
import { PlaceHeading } from '#features/documents/place-heading.tsx'
import { PlacesNav } from '#features/documents/places-nav.tsx'
import { AccountPreferences } from '#features/preferences/account-preferences.tsx'
import { paths } from '#lib/paths.ts'
import { requireUser } from '#server/current-user.ts'
import { buttonClass } from '#ui/button.tsx'

export default async function DocumentsLayout({ children }: { readonly children: ReactNode }) {
  const { id, name, email, hue } = await requireUser(paths.documents)
  const tags = await listTags(database(), { userId: id })
  const asksForVerification = email !== null && !(await isVerified(database(), id))
  const administers = await isAdministrator(database(), id)
  return (
    <div className="md:grid md:min-h-dvh md:grid-cols-[15rem_minmax(0,1fr)]">
      <AccountPreferences userId={id} kept={await getPreferences(database(), id)} />
      <aside className="md:sticky md:top-0 md:flex md:h-dvh md:flex-col md:border-line md:border-r md:bg-surface md:p-3">
        <div className="flex h-14 items-center justify-between px-4 md:h-10 md:px-2.5">
          <Link href={paths.documents} className="-m-2 rounded-control p-2">
            <WordMark />
          </Link>
          <div className="md:hidden">
            <AccountMenu id={id} name={name} email={email} hue={hue} isAdministrator={administers} compact />
          </div>
        </div>
        <div className="hidden gap-1.5 pt-4 pb-4 md:flex">
          {email === null ? (
            <Link href={paths.signUp(paths.documents)} className={buttonClass({ tone: 'primary', className: 'grow' })}>
              {menuMessages.signUp}
            </Link>
          ) : (
            <>
              <NewDocumentButton className="grow" />
              <NewDocumentMenu />
            </>
          )}
        </div>
        <div className="px-3 pb-2 md:px-0 md:pb-4">
          <FindDocument />
        </div>
        <div className="border-line border-b px-2 pb-2 md:border-0 md:p-0">
          <PlacesNav tags={tags.map(({ name }) => name)} />
        </div>
        <div className="hidden grow md:block" />
        <div className="hidden md:block">
          <AccountMenu id={id} name={name} email={email} hue={hue} isAdministrator={administers} />
        </div>
      </aside>
      <main className="mx-auto w-full max-w-[64rem] pb-24 md:px-8">
        {asksForVerification ? <VerifyBanner userId={id} email={email} /> : null}
        {email === null ? null : <FileDrop />}
        <PlaceHeading mayMake={email !== null} />
        {children}
      </main>
    </div>
  )
}
