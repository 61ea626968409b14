import { paths } from '#lib/paths.ts'
import { toast } from '#ui/toast.tsx'
import { messages as listMessages } from '../messages.ts'
import type { DroppedFiles } from './dropped-files.ts'
import { maxImportBytes } from './file-limits.ts'
import type { Imported } from './import-file.ts'
import { messages } from './messages.ts'

/** Makes documents of files, one after another, and tells what became of them. `done` when there is something new. */
export async function importFiles({ files, folders }: DroppedFiles, done: () => void): Promise<void> {
  let made = 0
  const refused: { name: string; reason: string }[] = folders.map((name) => ({ name, reason: messages.folder }))
  for (const file of files) {
    const end = toast({ message: messages.importing(file.name) })
    const outcome = await send(file)
    end()
    made += outcome.made.length
    refused.push(...outcome.refused)
    if (outcome.made.length + outcome.refused.length === 0) refused.push({ name: file.name, reason: messages.nothing })
  }
  if (made > 0) {
    toast({ message: messages.imported(made) })
    done()
  }
  const [first] = refused
  if (first) toast({ tone: 'danger', message: messages.refused(first.name, first.reason, refused.length - 1) })
}

async function send(file: File): Promise<Imported> {
  const refusal = (reason: string): Imported => ({ made: [], refused: [{ name: file.name, reason }] })
  if (file.size > maxImportBytes) return refusal(messages.fileTooLarge)
  try {
    const response = await fetch(`${paths.import}?${new URLSearchParams({ name: file.name })}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: file,
    })
    const answer = await response.json()
    return response.ok ? answer : refusal(String(answer.title))
  } catch {
    return refusal(listMessages.unreachable)
  }
}
