import { DomainError, database, linkOffer } from '@tandem/documents'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { PlainPage } from '#features/brand/plain-page.tsx'
import { guestName } from '#features/sharing/guest-name.ts'
import { messages } from '#features/sharing/link-messages.ts'
import { OpenLink } from '#features/sharing/open-link.tsx'
import { paths } from '#lib/paths.ts'
import { currentUser } from '#server/current-user.ts'
import { linkSecret } from '#server/link-secret.ts'
import { admitLink } from '#server/rate-limits.ts'
import { requestAddress } from '#server/request-address.ts'

// The page knows the link's address: nobody that it leads to may learn it.
export const metadata: Metadata = { title: messages.openTitle, referrer: 'no-referrer' }

type Props = { readonly params: Promise<{ address: string }> }

export default async function LinkPage({ params }: Props) {
  const { address } = await params
  const [offer, user] = [await offerOf(address), await currentUser()]
  return (
    <PlainPage className="mx-auto w-full max-w-[23rem] px-4 pt-[8vh] pb-16">
      <h1 className="font-semibold text-2xl tracking-[-0.022em]">{messages.openTitle}</h1>
      <p className="mt-1 mb-6 text-pretty text-text-muted">{messages.openText[offer.role]}</p>
      <OpenLink
        address={address}
        needsPassword={offer.needsPassword}
        isSignedIn={user !== null}
        suggestedName={guestName(Math.random())}
      />
      {user === null ? (
        <p className="mt-6 text-text-muted">
          {messages.haveAccount}{' '}
          <Link href={paths.signIn(paths.link(address))} className="link">
            {messages.signIn}
          </Link>
        </p>
      ) : null}
    </PlainPage>
  )
}

/** What the link offers. Trying addresses is bounded, and one that leads nowhere is a page that does not exist. */
async function offerOf(address: string) {
  if (!(await admitLink(await requestAddress()))) notFound()
  try {
    return await linkOffer(database(), linkSecret(), address)
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') notFound()
    throw error
  }
}
