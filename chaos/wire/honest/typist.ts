import { createSession, type Session, socketIoTransport } from '@tandem/client'
import { mintTicket } from '@tandem/protocol/ticket'
import type { Person } from '../../people/person.ts'
import type { HonestDocument, HonestJob } from './messages.ts'

/** Marks a keystroke, so that it is known when it arrives: no hostile text has such brackets. */
const marked = /⟦(\d+)⟧/g

/** One honest person with one page open: types at the start of the text, and tells what arrives of others. */
export class Typist {
  readonly document: string
  readonly url: string
  readonly person: Person
  readonly troubles: string[] = []
  readonly session: Session
  changes = 0

  /** `arrived` hears the number of each keystroke that others made, when it stands in this page's document. */
  constructor(
    { origin, ticketSecret }: HonestJob,
    { id, url }: HonestDocument,
    person: Person,
    arrived: (keystroke: number) => void,
  ) {
    this.document = id
    this.url = url
    this.person = person
    const { id: userId, name, signInId: sessionId } = person
    this.session = createSession({
      url,
      documentId: id,
      ticket: () => mintTicket(ticketSecret, { userId, name, sessionId }),
      transport: socketIoTransport(url, origin),
    })
    this.session.on('edit', ({ edit }) => {
      for (const { insert } of edit) for (const [, number] of insert.matchAll(marked)) arrived(Number(number))
    })
    this.session.on('rescued', ({ changes }) => this.troubles.push(`given back: ${changes.length} changes`))
    this.session.on('state', (state) => {
      if (state.phase === 'closed') this.troubles.push(`sent away: ${state.reason.code}`)
    })
  }

  /** Whether everything is saved. */
  get isSettled(): boolean {
    return this.session.state.phase === 'live' && this.session.unsaved.count === 0
  }

  /** Types a keystroke that can be told from others; false when the page is not ready for it. */
  strike(keystroke: number): boolean {
    if (!this.session.writable) return false
    this.session.edit([{ from: 0, to: 0, insert: `⟦${keystroke}⟧` }])
    this.changes++
    return true
  }
}
