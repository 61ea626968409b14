import { type Fault, nowAndThen } from './fault.ts'

/** How people come to have access other than by being named. */
export const sharingFaults: readonly Fault[] = [
  {
    name: 'invitations',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'an address is invited', 400 / rate, () => world.inviter.invite(random))
      nowAndThen(world, random, 'an invitation is withdrawn', 1_500 / rate, () => world.inviter.withdraw(random))
      nowAndThen(world, random, 'somebody shows an address', 600 / rate, () => world.inviter.showAddress(random))
    },
  },
  {
    name: 'requests',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'somebody asks for access', 600 / rate, () => world.requester.ask(random))
      nowAndThen(world, random, 'somebody comes by a link', 800 / rate, () => world.requester.comeByLink(random))
    },
  },
  {
    name: 'lent sharing',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'sharing is lent', 600 / rate, () => world.lender.lend(random))
      nowAndThen(world, random, 'somebody shares', 400 / rate, () => world.lender.decide(random))
    },
  },
]
