import { Unzip, UnzipInflate } from 'fflate'
import { maxImportedFiles, maxUnpackedBytes } from './file-limits.ts'

/** A file: its name without folders, and its bytes. */
export type NamedFile = { readonly name: string; readonly bytes: Uint8Array }

/** Why an archive is not unpacked. */
export type ArchiveProblem = 'damaged' | 'too many files' | 'too large'

/** How much is given to the unpacker at a time: what comes out, a thousand times as much at worst, is counted in between. */
const stepBytes = 8 * 1024

/**
 * The files of an archive, without what operating systems put beside them. What says little about itself is not believed:
 * bytes count as they come out, and unpacking ends where there are too many.
 */
export function unpack(archive: Uint8Array): readonly NamedFile[] | ArchiveProblem {
  const files: { name: string; parts: Uint8Array[] }[] = []
  let bytes = 0
  let problem: ArchiveProblem | null = archive[0] === 0x50 && archive[1] === 0x4b ? null : 'damaged'
  const unzip = new Unzip((entry) => {
    const name = fileNameIn(entry.name)
    if (name === null || problem !== null) return
    if (files.length >= maxImportedFiles) {
      problem = 'too many files'
      return
    }
    const file = { name, parts: [] as Uint8Array[] }
    files.push(file)
    entry.ondata = (error, part) => {
      if (error) problem ??= 'damaged'
      bytes += part?.length ?? 0
      if (bytes > maxUnpackedBytes) {
        problem ??= 'too large'
        entry.terminate()
      } else if (part && problem === null) file.parts.push(part)
    }
    entry.start()
  })
  unzip.register(UnzipInflate)
  try {
    for (let from = 0; from < archive.length && problem === null; from += stepBytes) {
      const to = Math.min(from + stepBytes, archive.length)
      unzip.push(archive.subarray(from, to), to === archive.length)
    }
  } catch {
    problem ??= 'damaged'
  }
  return problem ?? files.map(({ name, parts }) => ({ name, bytes: Buffer.concat(parts) }))
}

/** A file's name out of its path; null for folders, and for what is not meant for people. */
function fileNameIn(path: string): string | null {
  const parts = path.split(/[/\\]/)
  const name = parts.at(-1) ?? ''
  const isHidden = parts.some((part) => part.startsWith('.') || part === '__MACOSX')
  return name === '' || isHidden ? null : name
}
