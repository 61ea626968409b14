/** Hears what others publish on a channel. */
export type BusListener = {
  /** A message came, from anybody who can write to the bus, oneself included. Must not throw. */
  message(bytes: Uint8Array): void
  /** From now on messages come; called again after each connection that was lost. Before it, some may have been missed. */
  active(): void
}

/**
 * Carries messages between the nodes that have the same document open. It promises nothing: a message may be lost, come
 * late, or come twice, and anybody who can write to the bus can send whatever they like.
 */
export interface Bus {
  /** Sends to everybody who listens on the channel. Nothing happens while there is no connection. Never throws. */
  publish(channel: string, message: Uint8Array): void
  /** Listens; the returned function ends it, after which nothing more is called. */
  listen(channel: string, listener: BusListener): () => void
  /** Whether messages go out and come in, as far as is known. */
  readonly connected: boolean
  close(): Promise<void>
}

/** No bus at all: nothing is said, nothing heard. */
export const noBus: Bus = { publish() {}, listen: () => () => {}, connected: false, close: async () => {} }
