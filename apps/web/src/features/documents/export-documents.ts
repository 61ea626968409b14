import { paths } from '#lib/paths.ts'

/** Hands over documents as files: one as it is, several in an archive, all of them for none. */
export function exportDocuments(ids: readonly string[]): void {
  // A form: more ids than an address has room for, and the browser writes what comes to disk as it comes.
  const form = document.createElement('form')
  form.method = 'post'
  form.action = paths.export
  for (const id of ids) {
    const field = document.createElement('input')
    field.type = 'hidden'
    field.name = 'id'
    field.value = id
    form.append(field)
  }
  document.body.append(form)
  form.submit()
  form.remove()
}
