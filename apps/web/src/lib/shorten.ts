const segmenter = new Intl.Segmenter()

/** The beginning of a text that is longer than so many characters as people count them; a shorter one as it is. */
export function shorten(text: string, characters: number): string {
  const graphemes = [...segmenter.segment(text)]
  if (graphemes.length <= characters) return text
  const kept = graphemes.slice(0, characters - 1).map(({ segment }) => segment)
  return `${kept.join('').trimEnd()}…`
}
