import Link from 'next/link'
import { paths } from '#lib/paths.ts'
import { buttonClass } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { EmptyPicture } from './empty-picture.tsx'
import { messages } from './messages.ts'

/** In place of a guest's own documents, of which there are none: what it takes to have some. */
export function GuestPlace() {
  return (
    <EmptyState
      title={messages.guest.title}
      picture={<EmptyPicture />}
      action={
        <Link href={paths.signUp(paths.documents)} className={buttonClass({ tone: 'primary' })}>
          {messages.guest.signUp}
        </Link>
      }
    >
      {messages.guest.text}
    </EmptyState>
  )
}
