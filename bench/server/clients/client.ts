import type { History } from '../load/history.ts'

/** Where a session goes. */
export type Place = {
  /** The server, beginning with `http:`. */
  readonly url: string
  readonly document: string
  /** What only Tandem asks for: proof of who this is. */
  readonly member: Member | null
}

/** Somebody who may edit a document of Tandem's, and is signed in. */
export type Member = {
  readonly userId: string
  readonly signInId: string
  /** What tickets are signed with. */
  readonly secret: string
  /** The site they come from. */
  readonly origin: string
}

/**
 * Told when others have changed the text on a screen: at this place so many code units went, and these came. When it is
 * called, the text shows it.
 */
export type Shown = (at: number, removed: number, inserted: string) => void

/** A session of the contender's own client: it has the document, and shows it. */
export interface Screen {
  /** Replaces `removed` code units by others, as one edit of this person. */
  replace(at: number, removed: number, inserted: string): void
  text(): string
  /** Leaves. */
  close(): void
}

/**
 * A session that costs the load generator next to nothing: it types through the same protocol, and receives everything, but
 * keeps no document.
 */
export interface CrowdMember {
  type(text: string): void
  /** Never reads again. */
  stopReading(): void
  close(): void
}

/** A contender's clients. */
export interface Client {
  /** Opens a document and resolves when its text can be read. `failed` is told when the session ends unasked. */
  openScreen(place: Place, shown: Shown, failed: Failed): Promise<Screen>
  /** Joins, and resolves when everything that is typed from now on is received. */
  joinCrowd(place: Place, failed: Failed): Promise<CrowdMember>
  /**
   * Makes a document with a history, unless it is there, and keeps it open, so that a server which has documents in memory
   * only doesn't forget it. Null for what has no documents.
   */
  readonly seed: ((place: Place, history: History) => Promise<Seeded>) | null
}

/** A document that is kept open. */
export type Seeded = { close(): void }

export type Failed = (reason: string) => void
