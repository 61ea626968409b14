import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { inRoot } from './root.mjs'

const notOurs = new Set(['node_modules', '.git', '.next', '.turbo', 'dist', 'generated', 'test-results'])

/** @param {string} folder */
function namesIn(folder) {
  /** @type {string[]} */
  const names = []
  for (const entry of readdirSync(inRoot(folder), { withFileTypes: true })) {
    if (!entry.isDirectory()) names.push(entry.name)
    else if (!notOurs.has(entry.name)) names.push(...namesIn(`${folder}/${entry.name}`))
  }
  return names
}

const names = new Set(['apps', 'docs', 'e2e', 'packages', 'prisma', 'scripts'].flatMap(namesIn))

test.each(['docs/asvs.md', 'docs/threat-model.md'])('%s names files that there are', (page) => {
  const text = readFileSync(inRoot(page), 'utf8')
  const named = [...text.matchAll(/`([\w.-]+\.(?:ts|tsx|mjs|md))`/g)].map(([, name = '']) => name)
  expect(named.length).toBeGreaterThan(10)
  expect(named.filter((name) => !names.has(name))).toEqual([])
})
