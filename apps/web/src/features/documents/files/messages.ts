import { shorten } from '#lib/shorten.ts'
import type { ArchiveProblem } from './unpack.ts'

/** The words of files that come in. */
export const messages = {
  importing: (name: string) => `Importing ${shorten(name, 48)}…`,
  imported: (count: number) => (count === 1 ? '1 document was imported.' : `${count} documents were imported.`),
  refused: (name: string, reason: string, more: number) =>
    `${shorten(name, 48)}: ${reason}${more > 0 ? ` And ${more} more.` : ''}`,
  nothing: 'There is no text in it.',
  folder: 'It is a folder. Pack it into a zip archive first.',
  fileTooLarge: 'It is larger than 8 MB.',
  tooLarge: 'It is larger than a document can be.',
  notText: {
    encoding: 'It is neither UTF-8 nor UTF-16. Save it as UTF-8 first.',
    binary: 'It is no text.',
  },
  archive: {
    damaged: 'It is no archive, or a damaged one.',
    'too many files': 'It has more than 200 files.',
    'too large': 'It is larger than 32 MB when it is unpacked.',
  } satisfies Record<ArchiveProblem, string>,
} as const
