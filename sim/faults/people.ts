import { type Fault, nowAndThen } from './fault.ts'

/** What people decide while others write. */
export const peopleFaults: readonly Fault[] = [
  {
    name: 'roles',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'a role is changed', 500 / rate, () => world.administrator.flipRole(random))
    },
  },
  {
    name: 'removals',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'somebody is removed', 900 / rate, () => world.administrator.remove(random))
      nowAndThen(world, random, 'somebody is invited', 600 / rate, () => world.administrator.invite(random))
    },
  },
  {
    name: 'renames',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'a document is renamed', 700 / rate, () => world.administrator.rename(random))
    },
  },
  {
    name: 'trash',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'a document is trashed', 1_800 / rate, () => {
        const documentId = world.administrator.trash(random)
        world.scheduler.after(50 + random.int(1_500), 'a document is restored', () => {
          world.administrator.restore(documentId)
        })
      })
    },
  },
  {
    name: 'sign-outs',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'somebody is signed out', 1_200 / rate, () => world.accounts.signOut(random))
    },
  },
  {
    name: 'purges',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'a document is trashed', 2_500 / rate, () => world.administrator.trash(random))
      nowAndThen(world, random, 'a document is purged', 1_500 / rate, () => world.administrator.purge(random))
    },
  },
  {
    name: 'disabled accounts',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'an account is disabled', 1_200 / rate, () => world.accounts.disable(random))
    },
  },
  {
    name: 'links',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'somebody opens a link', 700 / rate, () => world.links.share(random))
      nowAndThen(world, random, 'a link is changed', 700 / rate, () => world.links.change(random))
    },
  },
]
