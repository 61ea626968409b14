import { expect, test } from 'vitest'
import { Turns } from './turns.ts'

/** Takes turns in this order, two at a time, and ends each when it has come; returns the order in which they came. */
async function served(people: readonly string[]): Promise<string> {
  const turns = new Turns(2)
  const came: string[] = []
  const running = [await turns.take('first'), await turns.take('first')]
  const asked = people.map(async (person) => {
    const over = await turns.take(person)
    came.push(person)
    over()
  })
  for (const over of running) over()
  await Promise.all(asked)
  return came.join(' ')
}

test.each([
  ['a b c', 'a b c'],
  ['a a a a b c', 'a b c a a a'],
  ['a a b b', 'a b a b'],
])('who comes as %s is served as %s', async (people, order) => {
  expect(await served(people.split(' '))).toBe(order)
})

test('no more than so many have a turn at the same time, and all of them get one', async () => {
  const turns = new Turns(3)
  let now = 0
  let most = 0
  await Promise.all(
    Array.from({ length: 20 }, async (_, number) => {
      const over = await turns.take(`person ${number % 4}`)
      most = Math.max(most, ++now)
      await Promise.resolve()
      now--
      over()
    }),
  )
  expect([now, most]).toEqual([0, 3])
})
