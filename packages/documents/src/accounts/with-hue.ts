import { hueOf } from '@tandem/protocol'

/** The person with the people colour that others see of them: the one that they chose, or else the one that follows from their id. */
export function withHue<Person extends { readonly id: string; readonly hue: number | null }>(
  person: Person,
): Person & { readonly hue: number } {
  return { ...person, hue: person.hue ?? hueOf(person.id) }
}
