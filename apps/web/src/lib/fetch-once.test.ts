import { expect, test } from 'vitest'
import { fetchOnce } from './fetch-once.ts'

test('it is fetched once, and once more after a failure', async () => {
  let tries = 0
  const answer = fetchOnce(async () => {
    tries += 1
    if (tries === 1) throw new Error('no network')
    return tries
  })
  await expect(Promise.all([answer(), answer()])).rejects.toThrow('no network')
  expect(await Promise.all([answer(), answer()])).toEqual([2, 2])
  expect(await answer()).toBe(2)
})
