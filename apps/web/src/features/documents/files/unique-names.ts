import { fileName } from '#lib/download.ts'

/** Gives out names of files in one folder: safe ones, and none twice, not even where capitals don't count. */
export function uniqueNames(): (title: string) => string {
  const taken = new Set<string>()
  return (title) => {
    const name = fileName(title.toWellFormed())
    const dot = name.lastIndexOf('.')
    const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
    for (let number = 1; ; number++) {
      const candidate = number === 1 ? name : `${stem} (${number})${extension}`
      const key = candidate.normalize('NFC').toLowerCase()
      if (taken.has(key)) continue
      taken.add(key)
      return candidate
    }
  }
}
