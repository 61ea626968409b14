import type { Role } from '@tandem/protocol'

/** Somebody with access, as the share dialog shows them. */
export type Person = {
  readonly id: string
  readonly name: string
  /** Null where the reader may not know it. */
  readonly email: string | null
  readonly hue: number
  readonly role: Role
  /** Whether they are here by a link. */
  readonly byLink: boolean
  readonly isYou: boolean
}

/** The list with one role changed. */
export function withRole(people: readonly Person[], id: string, role: Role): readonly Person[] {
  return people.map((person) => (person.id === id ? { ...person, role } : person))
}

/** The list without one person. */
export function withoutPerson(people: readonly Person[], id: string): readonly Person[] {
  return people.filter((person) => person.id !== id)
}
