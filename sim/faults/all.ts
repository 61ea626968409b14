import type { Fault } from './fault.ts'
import { hostileFaults } from './hostile.ts'
import { networkFaults } from './network.ts'
import { pageFaults } from './pages.ts'
import { peopleFaults } from './people.ts'
import { serverFaults } from './servers.ts'
import { storageFaults } from './storage.ts'

/** Everything that can go wrong. */
export const faults: readonly Fault[] = [
  ...networkFaults,
  ...serverFaults,
  ...storageFaults,
  ...pageFaults,
  ...peopleFaults,
  ...hostileFaults,
]
