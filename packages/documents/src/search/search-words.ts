/**
 * The words of a text as they are compared: small letters without accents, in the order in which they stand. The function
 * of the same name in the database makes the same of a title.
 */
export function searchWords(text: string): string[] {
  return folded(text)
    .split(/[^\p{Alphabetic}0-9]+/u)
    .filter((word) => word !== '')
}

/** A text as it is compared: small letters without accents. */
export function folded(text: string): string {
  return (
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[\u0300-\u036f]/g, '')
      // A sigma at the end of a word is another letter for us, and not for Postgres.
      .replaceAll('ς', 'σ')
  )
}
