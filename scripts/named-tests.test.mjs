import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { inRoot } from './root.mjs'

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: inRoot('.') })
const names = new Set(
  files
    .toString()
    .split('\n')
    .map((file) => basename(file)),
)

test.each(['docs/asvs.md', 'docs/threat-model.md'])('%s names files that there are', (page) => {
  const text = readFileSync(inRoot(page), 'utf8')
  const named = [...text.matchAll(/`([\w.-]+\.(?:ts|tsx|mjs|md))`/g)].map(([, name = '']) => name)
  expect(named.length).toBeGreaterThan(10)
  expect(named.filter((name) => !names.has(name))).toEqual([])
})
