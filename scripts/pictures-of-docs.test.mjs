import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { picturesOfDocs } from './pictures-of-docs.mjs'
import { inRoot } from './root.mjs'

test('the pictures that are kept are those that documents show', () => {
  const shown = new Set(picturesOfDocs().map((name) => `${name}.webp`))
  const kept = readdirSync(inRoot('docs/screenshots')).filter((file) => file.endsWith('.webp'))
  expect(kept.sort()).toEqual([...shown].sort())
})
