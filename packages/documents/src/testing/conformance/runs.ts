const asked = process.env.TANDEM_CONFORMANCE_SCHEDULES

/** How many schedules are run: more when somebody asks for them. */
export const runs = Number(asked ?? 80)

/**
 * What fast-check takes. A few schedules must bring about every situation, so that they are always the same ones; many are
 * others every time, and fast-check prints the seed of one that fails.
 */
export const parameters = asked === undefined ? { numRuns: runs, seed: 20261121 } : { numRuns: runs }
