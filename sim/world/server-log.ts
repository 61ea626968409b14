import { createLogger, createMetrics } from '@tandem/server/engine'

/** What failed because the simulation or the domain said so. */
const expected = ['"type":"SimulatedFailure"', '"type":"DomainError"']

/** A node's logger: what is a mistake of the node's is told, a line each. */
export function serverLog(mistake: (line: string) => void) {
  return createLogger('error', {
    write(line) {
      if (line.includes('"err":') && !expected.some((part) => line.includes(part))) mistake(line)
    },
  })
}

/** Nobody looks at them, and making them takes longer than a run. */
export const serverMetrics = createMetrics()
