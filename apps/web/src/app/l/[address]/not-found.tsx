import Link from 'next/link'
import { messages } from '#features/sharing/link-messages.ts'
import { paths } from '#lib/paths.ts'
import { currentUser } from '#server/current-user.ts'
import { buttonClass } from '#ui/button.tsx'
import { PlainMessage } from '../../plain-message.tsx'
import { AskByLink } from './ask-by-link.tsx'

/** A link that leads nowhere. It says nothing about where it led, or whether it ever did. */
export default async function LinkNotFound() {
  const user = await currentUser()
  return (
    <PlainMessage
      title={messages.nowhereTitle}
      action={
        <>
          {user === null ? null : <AskByLink />}
          <Link href={paths.documents} className={buttonClass({ tone: user === null ? 'primary' : 'secondary' })}>
            {messages.toDocuments}
          </Link>
        </>
      }
    >
      {messages.nowhereText}
    </PlainMessage>
  )
}
