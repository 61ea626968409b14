import type { Prng } from '@tandem/crdt/testing'

const subjects =
  'payments billing search editor sharing history comments import export login account session presence snapshot storage backup release deploy metrics logging alerts onboarding pricing roadmap budget hiring marketing support security privacy compliance mobile desktop browser parser compiler runtime scheduler cache queue worker gateway router proxy database migration schema index query replica cluster network protocol socket handshake encoder decoder checksum archive report invoice contract proposal survey research interview prototype wireframe palette typography layout animation translation glossary tutorial reference changelog'.split(
    ' ',
  )
const kinds =
  'notes plan draft review summary design spec checklist minutes ideas questions agenda outline report proposal experiment results retrospective guide overview'.split(
    ' ',
  )
const adjectives =
  'weekly monthly quarterly final old new internal public shared first second technical annual open revised short long initial daily joint'.split(
    ' ',
  )
const verbs =
  'parse encode decode render load store fetch merge split count check apply send receive open close update remove create measure'.split(
    ' ',
  )
const extensions = ['ts', 'py', 'go', 'rs', 'md', 'json', 'sql', 'css', 'java', 'sh']

const one = (random: Prng, words: readonly string[]) => words[random.int(words.length)] ?? ''
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

/** A title as people give them: a sentence, a file's name, something with a date. */
export function title(random: Prng): string {
  const [subject, kind] = [one(random, subjects), one(random, kinds)]
  switch (random.int(5)) {
    case 0:
      return `${capital(one(random, adjectives))} ${subject} ${kind}`
    case 1:
      return `${capital(subject)} ${kind} ${2020 + random.int(7)}-${String(1 + random.int(12)).padStart(2, '0')}`
    case 2:
      return `${one(random, verbs)}-${subject}.${one(random, extensions)}`
    case 3:
      return `${capital(kind)}: ${subject} and ${one(random, subjects)}`
    default:
      return `${one(random, verbs)}${capital(subject)}${capital(kind)}.${one(random, extensions)}`
  }
}

/** Some lines of a text, half of it code. Every name in it is in many others, and its number in none. */
export function text(random: Prng, number: number): string {
  const lines = [`// ${one(random, adjectives)} ${one(random, subjects)} ${number}`]
  for (let count = 20 + random.int(40); count > 0; count--) {
    const name = `${one(random, verbs)}${capital(one(random, subjects))}${capital(one(random, kinds))}`
    lines.push(
      random.int(2) === 0
        ? `  const ${one(random, kinds)}_${one(random, subjects)} = ${name}(${random.int(1000)})`
        : `The ${one(random, adjectives)} ${one(random, subjects)} ${one(random, verbs)}s every ${one(random, kinds)}.`,
    )
  }
  return lines.join('\n')
}

/** The words of a title, in small letters. */
export function wordsOf(title: string): string[] {
  return title.toLowerCase().match(/[a-z]{2,}/g) ?? []
}
