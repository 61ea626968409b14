import { buildFaults } from './builds.ts'
import { diskFaults } from './disks.ts'
import { failoverFaults } from './failover.ts'
import type { Fault } from './fault.ts'
import { guestFaults } from './guests.ts'
import { hostileFaults } from './hostile.ts'
import { networkFaults } from './network.ts'
import { ownerFaults } from './owners.ts'
import { pageFaults } from './pages.ts'
import { peopleFaults } from './people.ts'
import { programFaults } from './programs.ts'
import { serverFaults } from './servers.ts'
import { sharingFaults } from './sharing.ts'
import { storageFaults } from './storage.ts'
import { timerFaults } from './timers.ts'

/** Everything that can go wrong. New ones come last: what a seed drew before stays as it was. */
export const faults: readonly Fault[] = [
  ...networkFaults,
  ...serverFaults,
  ...storageFaults,
  ...pageFaults,
  ...peopleFaults,
  ...hostileFaults,
  ...programFaults,
  ...ownerFaults,
  ...failoverFaults,
  ...buildFaults,
  ...timerFaults,
  ...guestFaults,
  ...diskFaults,
  ...sharingFaults,
]
