import { pagePerson } from '#lib/page-person.ts'
import { recallPerson } from '#lib/this-person.ts'
import { toast } from '#ui/toast.tsx'
import { messages } from './messages.ts'

let takeAway = () => {}

/**
 * Tells whoever looks at a page that somebody else is signed in here now, if that is so: the server does nothing for the page
 * any more. When whom it was made for comes back, it goes on.
 */
export function tellSomeoneElse(): void {
  const person = recallPerson()
  if (person === null) return
  takeAway()
  if (pagePerson() === null || person.id === pagePerson()) return
  takeAway = toast({
    tone: 'danger',
    message: messages.someoneElse.text(person.name),
    action: { label: messages.someoneElse.load, onAction: () => location.reload() },
    durationMs: Number.POSITIVE_INFINITY,
  })
}
