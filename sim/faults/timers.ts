import type { Fault } from './fault.ts'

/** Timers that are early: whoever waits waits less than they think. */
export const timerFaults: readonly Fault[] = [
  {
    name: 'early timers',
    begin: (world, rate, random) => {
      for (const { clock } of [...world.nodes, ...world.pages]) {
        if (random.chance(0.5)) clock.slowness = 1 / (1 + random.int(10) * Math.min(rate, 1))
      }
    },
  },
]
