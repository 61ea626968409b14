/**
 * What a run has to get into now and then, or it shows nothing about it: each with how often it must be reached in
 * 10,000 seeds.
 */
export const situations = {
  'a commit whose reply was lost': 1_000,
  'reply lost, then reconnected to another node': 50,
  'own echo came after a reconnect': 1_000,
  'revoked with changes in flight': 300,
  'two tabs of one person with an outbox each': 500,
  'a snapshot was used for opening': 300,
  'a snapshot was saved': 500,
  'a node went on past its lease': 300,
  'a page was opened with an outbox from before': 500,
  'a tab took over what another one left': 100,
  'a spare was written as': 100,
  'the device lost what was not on its disk': 300,
  'a page was opened without any network': 100,
  'changes were rescued': 200,
  'a forged change was refused': 300,
  'a change with another content was refused': 100,
  'a viewer tried to write': 100,
  'a stranger was turned away': 300,
  'a slow reader got rows from the log': 100,
  'somebody was removed behind the back of a node that writes': 500,
  'a reader that took nothing was cut': 50,
  'somebody was told to wait': 300,
  'a room was thrown away while people were in it': 300,
  'a node crashed with changes in flight': 300,
  'a call met a database that stood still': 300,
  'an answer of the database came late': 300,
  'a write waited for a lock in vain': 200,
  'a write met a full disk': 100,
  'a write was undone before its commit': 300,
  'the bus lost a message': 500,
  'the bus was parted': 300,
  'a change came twice': 1_000,
  'a connection was half open': 300,
  'the device could not keep something': 100,
  'the device forgot everything': 50,
  'a document was trashed while people wrote': 300,
  'a sign-in ended while it was in use': 300,
  'an account was disabled while it was in use': 300,
  'somebody came in by a link': 300,
  'a link that people were in by was changed': 200,
  'a document was purged': 100,
  'somebody was blocked': 100,
  'a document was handed over': 100,
  'an invitation was accepted later': 300,
  'an invitation was withdrawn': 100,
  'a link asked for somebody': 300,
  'a request was answered with a role': 300,
  'a request was declined': 100,
  'somebody who can edit shared a document': 300,
  'somebody who can edit was kept from sharing': 300,
  'a token was revoked': 100,
  'a guest wrote': 500,
  'a guest became a member': 100,
  'a program wrote': 300,
  'a program went on from before what others wrote': 100,
  'a program was refused': 100,
  'a write outlived its connection': 100,
  'some nodes found the database where it went on, and others did not': 100,
  'a page was of another version than its node': 100,
} as const

/** The name of a situation. */
export type Situation = keyof typeof situations

/** How often each situation was reached. */
export class Situations {
  readonly counts = new Map<Situation, number>()

  reached(situation: Situation): void {
    this.counts.set(situation, (this.counts.get(situation) ?? 0) + 1)
  }

  /** Takes what another run reached. */
  add(others: Iterable<readonly [Situation, number]>): void {
    for (const [situation, count] of others) this.counts.set(situation, (this.counts.get(situation) ?? 0) + count)
  }
}
