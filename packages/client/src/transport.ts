/**
 * What carries frames between a session and a server. A transport makes one attempt; trying again is the session's
 * business, because only it knows what has to be said first.
 */
export interface Transport {
  /** Begins to connect. Exactly one `closed` follows, whatever happens; nothing is called before this returns. */
  open(events: ConnectionEvents): Connection
}

/** What a transport tells. */
export type ConnectionEvents = {
  opened(): void
  frame(bytes: Uint8Array): void
  /** The connection is over, or never came to be. Nothing follows. `silentMs`: for how long nothing had come before that was noticed. */
  closed(reason: string, silentMs?: number): void
}

/** One connection. */
export interface Connection {
  /** Sends a frame after the ones before it. Does nothing when the connection is closed. */
  send(frame: Uint8Array): void
  close(): void
}
