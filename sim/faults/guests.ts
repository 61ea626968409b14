import { type Fault, nowAndThen } from './fault.ts'

/** What guests do. */
export const guestFaults: readonly Fault[] = [
  {
    name: 'joining guests',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'a guest makes an account', 1_000 / rate, () => world.accounts.join(random))
    },
  },
]
