import type { ContenderName } from '../contenders.ts'
import type { Client } from './client.ts'

/** A contender's clients; only its own code is loaded. */
export async function clientOf(name: ContenderName): Promise<Client> {
  switch (name) {
    case 'Tandem':
      return (await import('./tandem.ts')).tandem
    case 'Hocuspocus':
      return (await import('./hocuspocus.ts')).hocuspocus
  }
}
