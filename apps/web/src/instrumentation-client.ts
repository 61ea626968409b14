import { sayWhosePage } from '#lib/page-person.ts'
import { personKey } from '#lib/this-person.ts'

// Next.js runs this before anything else of a page, so nothing is asked for without it.
sayWhosePage()

// Another tab keeps who signs in there. What says so is fetched only then, since hardly any page ever does; one that can't
// fetch it hears it from the server, of whatever is done there.
window.addEventListener('storage', ({ key }) => {
  if (key !== personKey) return
  import('./app/tell-someone-else.ts').then(
    ({ tellSomeoneElse }) => tellSomeoneElse(),
    (error: unknown) => console.warn('who else is signed in cannot be shown', error),
  )
})
