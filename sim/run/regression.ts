import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { Scenario } from '../scenario/scenario.ts'
import type { Violation } from '../world/observer.ts'

/** A scenario that once showed a mistake, and what it was. */
export type Regression = { readonly invariant: string; readonly what: string; readonly scenario: Scenario }

const folder = new URL('../regressions/', import.meta.url)

/** Keeps a scenario. Returns its file. */
export function keepRegression(scenario: Scenario, { invariant, what }: Violation): string {
  const name = `${invariant.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}-${scenario.seed}.json`
  const regression: Regression = { invariant, what, scenario }
  writeFileSync(new URL(name, folder), `${JSON.stringify(regression, null, 2)}\n`)
  return `sim/regressions/${name}`
}

/** All that were kept, by file name. */
export function regressions(): readonly (readonly [file: string, regression: Regression])[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return files.sort().map((name) => [name, readRegression(new URL(name, folder))])
}

/** Reads a scenario that was kept. */
export function readRegression(file: string | URL): Regression {
  const regression: Regression = JSON.parse(readFileSync(file, 'utf8'))
  return regression
}
