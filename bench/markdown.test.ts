import { expect, test } from 'vitest'
import { significant, toMarkdown } from './markdown.ts'

test('aligned Markdown', () => {
  const table = [
    ['row', 'A', ''],
    ['first', '1', 'x'],
  ]
  expect(toMarkdown(table)).toBe('| row   | A   |     |\n| ----- | --: | --: |\n| first | 1   | x   |')
})

test.each([
  [0.04567, '0.0457'],
  [12.345, '12.3'],
  [159_926.4, '159,926'],
])('%d has three digits, or as many as stand in front of the point', (value, shown) => {
  expect(significant(value)).toBe(shown)
})
