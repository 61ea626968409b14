import { expect, test } from 'vitest'
import { withPart } from './results.ts'

const crdt = '# CRDT\n\nOne.\n\n## Rows\n\n1\n'
const server = '# Server\n\nTwo.\n'

test.each([
  ['the first part', '', crdt, crdt],
  ['another part', crdt, server, `${crdt}\n${server}`],
  ['a part that is there', `${crdt}\n${server}`, '# CRDT\n\nThree.\n', `# CRDT\n\nThree.\n\n${server}`],
  ['the last part again', `${crdt}\n${server}`, '# Server\n\nFour.\n', `${crdt}\n# Server\n\nFour.\n`],
])('a benchmark replaces its own part only: %s', (_, before, part, after) => {
  expect(withPart(before, part)).toBe(after)
})
