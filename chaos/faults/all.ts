import type { Fault } from './fault.ts'
import { networkFaults } from './networks.ts'
import { peopleFaults } from './people.ts'
import { processFaults } from './processes.ts'
import { storageFaults } from './storage.ts'

/** All faults. */
export const faults: readonly Fault[] = [...processFaults, ...networkFaults, ...peopleFaults, ...storageFaults]
