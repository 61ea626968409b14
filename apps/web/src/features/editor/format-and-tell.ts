import type { EditorView } from '@codemirror/view'
import { toast } from '#ui/toast.tsx'
import { formatDocument } from './format-document.ts'
import { formatInWorker } from './format-in-worker.ts'
import { laterMessages } from './later-messages.ts'
import { messages } from './messages.ts'

/** Formats the text, and tells the person what came of it where the text does not show that. `write` is what changes are made in. */
export async function formatAndTell(
  view: EditorView,
  language: string | null,
  write: <Outcome>(change: () => Outcome) => Outcome,
): Promise<void> {
  const outcome = await formatDocument(view, language, formatInWorker, write)
  if (outcome.kind === 'unchanged') toast({ message: laterMessages.formattedBefore })
  if (outcome.kind === 'unknown-language') {
    toast({ message: laterMessages.noFormatter(language ?? messages.plainText) })
  }
  if (outcome.kind === 'refused') toast({ message: laterMessages.notFormatted(outcome.reason), tone: 'danger' })
}
