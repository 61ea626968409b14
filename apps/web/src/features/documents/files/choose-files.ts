import { toast } from '#ui/toast.tsx'
import { messages } from '../messages.ts'
import type { DroppedFiles } from './dropped-files.ts'

/** Asks for files, and makes documents of them. `done` when there is something new. */
export function chooseFiles(done: () => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.addEventListener('change', () => void takeFiles({ files: [...(input.files ?? [])], folders: [] }, done))
  input.click()
}

/** Makes documents of files, with what is fetched only now. `done` when there is something new. */
export async function takeFiles(taken: DroppedFiles, done: () => void): Promise<void> {
  const loaded = await import('./import-files.ts').catch(() => null)
  if (loaded) await loaded.importFiles(taken, done)
  else toast({ tone: 'danger', message: messages.unreachable })
}
