import { deviceMutants } from './device-mutants.ts'
import { logMutants } from './log-mutants.ts'
import type { Mutant } from './mutant.ts'
import { nodeMutants } from './node-mutants.ts'
import { pageMutants } from './page-mutants.ts'
import { programMutants } from './program-mutants.ts'
import { roomMutants } from './room-mutants.ts'
import { sharingMutants } from './sharing-mutants.ts'
import { textMutants } from './text-mutants.ts'

/** All bugs that the simulation has to find. */
export const mutants: readonly Mutant[] = [
  ...roomMutants,
  ...nodeMutants,
  ...logMutants,
  ...sharingMutants,
  ...programMutants,
  ...pageMutants,
  ...deviceMutants,
  ...textMutants,
]
