import { expect, test } from 'vitest'
import { type LeftList, LeftLists } from './left-lists.ts'

const left = (scrollY: number): LeftList => ({ list: { items: [], next: null }, now: 0, scrollY, focused: null })

/** A list that is there is left for what comes next. */
function looked(lists: LeftLists, key: string, scrollY: number): void {
  lists.arrive(key)
  lists.leave(key, left(scrollY))
}

test('a list is as it was left for who comes back to it from something else', () => {
  const lists = new LeftLists()
  expect(lists.comeBack('mine', '/mine')).toBe(null)
  looked(lists, 'mine', 1)
  expect(lists.comeBack('mine', '/mine')).toEqual(left(1))
  looked(lists, 'mine', 2)
  expect(lists.comeBack('mine', '/mine')).toEqual(left(2))
})

test('after another list it begins anew, unless the browser goes back to it', () => {
  const lists = new LeftLists()
  looked(lists, 'mine', 1)
  looked(lists, 'starred', 2)
  expect(lists.comeBack('mine', '/mine')).toBe(null)
  lists.travel('/mine')
  expect(lists.comeBack('mine', '/mine')).toEqual(left(1))
  lists.arrive('mine')
  looked(lists, 'starred', 2)
  expect(lists.comeBack('mine', '/mine')).toBe(null)
})

test('another list counts while it is still there: the next one is made before that is left', () => {
  const lists = new LeftLists()
  looked(lists, 'mine', 1)
  lists.arrive('starred')
  expect(lists.comeBack('mine', '/mine')).toBe(null)
})

test('going back to a document does not count for the list that is opened from there', () => {
  const lists = new LeftLists()
  looked(lists, 'mine', 1)
  looked(lists, 'starred', 2)
  lists.travel('/d/plan')
  expect(lists.comeBack('mine', '/mine')).toBe(null)
})

test('a few are kept', () => {
  const lists = new LeftLists()
  for (const [at, key] of ['a', 'b', 'c', 'd', 'e'].entries()) looked(lists, key, at)
  const kept = ['a', 'b', 'c', 'd', 'e'].filter((key) => {
    lists.travel(key)
    return lists.comeBack(key, key) !== null
  })
  expect(kept).toEqual(['b', 'c', 'd', 'e'])
})
