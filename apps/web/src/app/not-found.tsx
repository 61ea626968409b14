import type { Metadata } from 'next'
import { connection } from 'next/server'
import { paths } from '#lib/paths.ts'
import { buttonClass } from '#ui/button.tsx'
import { messages } from './messages.ts'
import { PlainMessage } from './plain-message.tsx'

export const metadata: Metadata = { title: messages.notFound.title }

/** One page for what does not exist and for what is not yours to see: nobody learns which. */
export default async function NotFound() {
  // Made anew for every request: a page from the build could not carry the request's nonce.
  await connection()
  return (
    <PlainMessage
      title={messages.notFound.title}
      action={
        // Every page carries this one's code: no router's link for it.
        <a href={paths.documents} className={buttonClass({ tone: 'primary' })}>
          {messages.notFound.back}
        </a>
      }
    >
      {messages.notFound.text}
    </PlainMessage>
  )
}
