import { expect, test } from 'vitest'
import { uniqueNames } from './unique-names.ts'

test('names are safe, and different for every system', () => {
  const name = uniqueNames()
  const titles = ['Plan', 'plan', 'PLAN.txt', 'a.ts', 'a.ts', '../../etc/passwd', 'a/b', 'Cafe\u0301', 'Café', '..']
  expect(titles.map(name)).toEqual([
    'Plan.txt',
    'plan (2).txt',
    'PLAN (3).txt',
    'a.ts',
    'a (2).ts',
    '..-..-etc-passwd.txt',
    'a-b.txt',
    'Cafe\u0301.txt',
    'Café (2).txt',
    'document.txt',
  ])
})
