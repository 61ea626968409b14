import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { changed, filesOf } from '../../scripts/planting.mjs'
import { inRoot } from '../../scripts/root.mjs'
import { mutants } from './all.ts'
import { equivalents } from './equivalents.ts'

const all = [...mutants, ...equivalents]

test.each(all.map((mutant) => [mutant.name, mutant] as const))('%s can still be planted', (_, mutant) => {
  for (const file of filesOf(mutant)) expect(changed(mutant, file)).not.toBe(readFileSync(inRoot(file), 'utf8'))
})

test('there are enough, and their names are told apart', () => {
  expect(mutants.length).toBeGreaterThanOrEqual(30)
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length)
})
