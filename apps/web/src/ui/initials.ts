const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** One or two letters for a name: of its first and last word, whole graphemes, never half of one. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const first = words[0] ?? ''
  const last = words.length > 1 ? (words[words.length - 1] ?? '') : ''
  return `${firstGrapheme(first)}${firstGrapheme(last)}`.toLocaleUpperCase('en')
}

function firstGrapheme(word: string): string {
  for (const { segment } of segmenter.segment(word)) return segment
  return ''
}
