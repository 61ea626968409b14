import type { Measured, Usage } from './job.ts'

/** What a load needs besides its sessions. */
export type Surroundings = { readonly usage: (collectGarbage: boolean) => Promise<Usage>; readonly seed: number }

/** What a load found. */
export type Found = { readonly values: Measured; readonly remarks: readonly string[] }
