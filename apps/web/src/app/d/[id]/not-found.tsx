import { connection } from 'next/server'
import { paths } from '#lib/paths.ts'
import { currentUser } from '#server/current-user.ts'
import { buttonClass } from '#ui/button.tsx'
import { messages } from '../../messages.ts'
import { PlainMessage } from '../../plain-message.tsx'
import { AskForAccess } from './ask-for-access.tsx'
import { OwnUnsent } from './own-unsent.tsx'

/** One page for a document that does not exist and for one that is not shared with whoever looks: both can be asked for. */
export default async function NotFound() {
  // Made anew for every request: a page from the build could not carry the request's nonce.
  await connection()
  const user = await currentUser()
  return (
    <PlainMessage
      below={user ? <OwnUnsent personId={user.id} /> : null}
      title={messages.documentNotFound.title}
      action={
        <>
          <AskForAccess />
          {/* Every editor carries this page's code: no router's link for it. */}
          <a href={paths.documents} className={buttonClass()}>
            {messages.notFound.back}
          </a>
        </>
      }
    >
      {messages.documentNotFound.text}
    </PlainMessage>
  )
}
