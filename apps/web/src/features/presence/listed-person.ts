import { messages } from './messages.ts'
import type { Present } from './people.ts'

/** A person with what the list and the avatar say of them. */
export type ListedPerson = {
  readonly userId: string
  readonly name: string
  readonly isMe: boolean
  readonly hue: number
  readonly state: Present['state']
  readonly devices: number
  readonly line: number | null
  readonly jump: () => void
}

/** What is said of a person: name, what they do, where, on how many devices. */
export function describePerson({ name, isMe, state, line, devices }: ListedPerson): string {
  return messages.describe([
    isMe ? `${name} ${messages.you}` : name,
    isMe ? null : messages.state[state],
    line === null ? null : messages.line(line),
    devices > 1 ? messages.onDevices(devices) : null,
  ])
}
