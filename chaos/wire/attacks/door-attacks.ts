import type { Prng } from '@tandem/crdt/testing'
import { origin } from '../../world/world.ts'
import type { DoorAttack } from './attack.ts'

const fromHere = `Origin: ${origin}`

const door = (name: string, request: DoorAttack['request']): DoorAttack => ({ stand: 'door', name, request })

/** Requests that have to be refused before anything is known of who makes them. */
export const doorAttacks: readonly DoorAttack[] = [
  door('door: another origin', (random) => ({ headers: [`Origin: ${random.pick(strangers)}`] })),
  door('door: no origin', () => ({})),
  door('door: a session id', (random) => ({
    path: `/socket.io/?EIO=4&transport=websocket&${random.pick(['sid', 'SID'])}=${hex(random, 20)}`,
    headers: [fromHere],
  })),
  door('door: another transport', (random) => ({
    path: `/socket.io/?EIO=4&transport=${random.pick(['polling', 'webtransport', 'toString', '', '%00'])}`,
    headers: [fromHere],
  })),
  door('door: another path', (random) => ({
    path: random.pick(['/', '/%2e%2e/socket.io/', `/${hex(random, 4000)}`, '/socket.io/%', '//socket.io/?EIO=4']),
    headers: [fromHere],
  })),
  door('door: headers without end', (random) => ({ headers: [fromHere, `X-Long: ${hex(random, 20_000)}`] })),
  door('door: several origins', () => ({ headers: [fromHere, 'Origin: http://evil.example'] })),
]

const strangers = ['null', '*', 'http://evil.example', `${origin}.evil.example`, `${origin}/`, origin.toUpperCase(), '']

function hex(random: Prng, length: number): string {
  return Array.from({ length }, () => random.int(16).toString(16)).join('')
}
