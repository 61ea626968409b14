import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { inRoot } from './root.mjs'

const notOurs = new Set(['node_modules', '.git', '.next', '.turbo', 'dist', 'generated', 'test-results'])

/**
 * @param {string} folder
 * @returns {string[]} paths from the root
 */
function filesIn(folder) {
  return readdirSync(inRoot(folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (!entry.isDirectory()) return path
    return notOurs.has(entry.name) ? [] : filesIn(path)
  })
}

const files = ['apps', 'docs', 'e2e', 'packages', 'prisma', 'scripts', 'sim'].flatMap(filesIn)
const names = new Set(files.map((file) => basename(file)))

test.each(['docs/asvs.md', 'docs/threat-model.md'])('%s names files that there are', (page) => {
  const text = readFileSync(inRoot(page), 'utf8')
  const named = [...text.matchAll(/`([\w.-]+\.(?:ts|tsx|mjs|md))`/g)].map(([, name = '']) => name)
  expect(named.length).toBeGreaterThan(10)
  expect(named.filter((name) => !names.has(name))).toEqual([])
})

test('docs/testing.md names every scenario that there is, and no other', () => {
  const named = readFileSync(inRoot('docs/testing.md'), 'utf8').matchAll(/`([\w-]+\.spec)`/g)
  const there = files.filter((file) => file.startsWith('e2e/scenarios/')).map((file) => basename(file, '.ts'))
  expect([...new Set([...named].map(([, name]) => name))].sort()).toEqual(there.sort())
})

/** Rows like `| A33, A34 | what has to hold | `carets.spec`, `caret-label.test` |`. */
const scenarioRow = /^\| (A\d+(?:, A\d+)*) \|.*\| (.*) \|$/gm

/**
 * @param {string} name of a test without its ending
 * @returns {ReadonlySet<string>} the ids with which titles in it begin
 */
function idsIn(name) {
  const sources = files.filter((file) => /\.(ts|tsx)$/.test(file) && basename(file).replace(/\.\w+$/, '') === name)
  const titles = sources.flatMap((file) => [...readFileSync(inRoot(file), 'utf8').matchAll(/['"`]((?:[A-Z]\d+ )+)/g)])
  return new Set(titles.flatMap(([, ids = '']) => ids.trim().split(' ')))
}

test('docs/testing.md names tests whose titles begin with the ids of its scenarios', () => {
  const rows = [...readFileSync(inRoot('docs/testing.md'), 'utf8').matchAll(scenarioRow)]
  expect(rows.length).toBeGreaterThan(40)
  const wrong = rows.flatMap(([, ids = '', shownBy = '']) => {
    const wanted = ids.split(', ')
    const tests = [...shownBy.matchAll(/`([\w.-]+\.(?:spec|test))`/g)].map(([, name = '']) => ({
      name,
      ids: idsIn(name),
    }))
    const unshown = tests.length > 0 ? wanted.filter((id) => !tests.some((one) => one.ids.has(id))) : []
    const others = tests.filter((one) => !wanted.some((id) => one.ids.has(id)))
    return [...unshown, ...others.map(({ name }) => `${name}, for ${ids}`)]
  })
  expect(wrong).toEqual([])
})
