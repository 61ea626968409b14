import { pagePerson } from '#lib/page-person.ts'
import { paths } from '#lib/paths.ts'
import { toast } from '#ui/toast.tsx'
import { messages } from './messages.ts'

const frameName = 'export'

/** Hands over documents as files: one as it is, several in an archive, all of them for none. */
export function exportDocuments(ids: readonly string[]): void {
  // A form: more ids than an address has room for, and the browser writes what comes to disk as it comes.
  const form = document.createElement('form')
  form.method = 'post'
  form.action = paths.export
  const add = (name: string, value: string) => {
    const field = document.createElement('input')
    field.type = 'hidden'
    field.name = name
    field.value = value
    form.append(field)
  }
  for (const id of ids) add('id', id)
  add('person', pagePerson() ?? '')
  form.target = frameName
  document.body.append(hiddenFrame(), form)
  form.submit()
  form.remove()
}

/** Where the answer goes: a refusal would take the place of the page. What is downloaded is no page, and never loads there. */
function hiddenFrame(): HTMLIFrameElement {
  document.querySelector(`iframe[name=${frameName}]`)?.remove()
  const frame = document.createElement('iframe')
  frame.name = frameName
  frame.hidden = true
  frame.addEventListener('load', () => {
    // It begins empty. What comes from elsewhere can't be looked into.
    if (frame.contentDocument?.URL !== 'about:blank') toast({ tone: 'danger', message: messages.exportRefused })
  })
  return frame
}
