import { expect, test } from 'vitest'
import { OwnChanges } from './own-changes.ts'

/** A change that goes on until it is ended. */
function longChange(changes: OwnChanges) {
  let end = () => {}
  const done = changes.during(
    () =>
      new Promise<void>((resolve) => {
        end = resolve
      }),
  )
  return () => {
    end()
    return done
  }
}

test('an answer is of now while nobody changes anything', () => {
  expect(new OwnChanges().mark()()).toBe(true)
})

test('an answer that was asked for before a change, or during it, is of the past', async () => {
  const changes = new OwnChanges()
  const before = changes.mark()
  const end = longChange(changes)
  const during = changes.mark()
  expect([before(), during()]).toEqual([false, false])
  await end()
  expect([before(), during()]).toEqual([false, false])
  expect(changes.mark()()).toBe(true)
})

test('a change that fails is over, too', async () => {
  const changes = new OwnChanges()
  const before = changes.mark()
  await expect(changes.during(() => Promise.reject(new Error('no network')))).rejects.toThrow('no network')
  expect([before(), changes.mark()()]).toEqual([false, true])
})
