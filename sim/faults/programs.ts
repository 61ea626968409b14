import { type Fault, nowAndThen } from './fault.ts'

/** Programs that write for people while others do. */
export const programFaults: readonly Fault[] = [
  {
    name: 'programs',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'programs write', 400 / rate, () => world.programs.write(random))
      nowAndThen(world, random, 'a token is revoked', 700 / rate, () => world.accounts.revokeToken(random))
    },
  },
]
