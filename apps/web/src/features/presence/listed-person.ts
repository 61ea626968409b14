import type { Peer } from '@tandem/client'
import { messages } from './messages.ts'
import type { Present } from './people.ts'

/** A person with what the list, the card and the avatar say of them, and what can be done. */
export type ListedPerson = Omit<Present<Peer>, 'latest'> & {
  readonly hue: number
  /** Null for me, when I am here only once. */
  readonly role: Peer['role'] | null
  /** Where they are; null for me, who need not be told, and where that is not known. */
  readonly line: number | null
  /** When they last moved; null for me, and when that is not known. */
  readonly activeAt: number | null
  /** Nobody follows themselves, and not everybody wants to be followed. */
  readonly mayBeFollowed: boolean
  /** Brings where they are on the screen; my caret, too, for somebody who came there by the keyboard. */
  readonly jump: (byKeyboard: boolean) => void
  /** Shows how much of what they wrote can be undone; null for me, and where I may not write. */
  readonly undoChanges: (() => void) | null
  /** Follows them; or stays where I am, when I do that already. */
  readonly toggleFollow: () => void
}

/** What is said of a person: name, what they do, where, on how many devices, and who follows whom. */
export function describePerson({
  name,
  isMe,
  state,
  line,
  devices,
  followsMe,
  isFollowed,
}: Pick<ListedPerson, 'name' | 'isMe' | 'state' | 'line' | 'devices' | 'followsMe' | 'isFollowed'>): string {
  return messages.describe([
    isMe ? `${name} ${messages.you}` : name,
    isMe ? null : messages.state[state],
    line === null ? null : messages.line(line),
    devices > 1 ? messages.onDevices(devices) : null,
    isFollowed ? messages.isFollowed : null,
    followsMe ? messages.followsMe : null,
  ])
}
