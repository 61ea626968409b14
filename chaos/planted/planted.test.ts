import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { changed, filesOf } from '../../scripts/planting.mjs'
import { inRoot } from '../../scripts/root.mjs'
import { rules } from '../checker/check.ts'
import { faults } from '../faults/all.ts'
import { plantedBugs } from './all.ts'
import { echoBeforeCommit } from './echo-before-commit.ts'

const names = plantedBugs.map(({ name }) => name)

test.each(plantedBugs.map((bug) => [bug.name, bug] as const))('%s can still be planted', (_, bug) => {
  for (const file of filesOf(bug)) expect(changed(bug, file)).not.toBe(readFileSync(inRoot(file), 'utf8'))
  expect(rules.map(({ name }) => name)).toEqual(expect.arrayContaining([...bug.caughtBy]))
  expect(faults.map(({ name }) => name)).toEqual(expect.arrayContaining([...bug.faults]))
})

test('names are told apart', () => {
  expect(new Set(names).size).toBe(names.length)
})

test('a text that is there twice is no place to plant a bug', () => {
  const file = 'apps/server/src/rooms/room-feed.ts'
  const edits = [{ file, text: 'this.#head', becomes: '0' }]
  expect(() => changed({ ...echoBeforeCommit, name: 'vague', edits }, file)).toThrow(
    /^vague: its text is [1-9]\d* times in apps\/server\/src\/rooms\/room-feed\.ts, not once: this\.#head$/,
  )
})
