import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import { openDatabase } from './database.ts'
import type { WriteMoments } from './write-moments.ts'
import { WriteQueue } from './write-queue.ts'

let people = 0

/** A queue whose moments come when the test says so. */
async function byHand() {
  const soon = vi.fn<WriteMoments['soon']>()
  const late = vi.fn<WriteMoments['late']>(() => () => {})
  const database = await openDatabase(`queue-${++people}`, () => {})
  const transaction = vi.spyOn(database, 'transaction')
  const queue = new WriteQueue(async () => database, { soon, late })
  const began = () => transaction.mock.calls.map(([, , options]) => options?.durability)
  return { queue, soon, late, began }
}

test('D21 rows wait for the change that is written behind them, and go with it in their order', async () => {
  const { queue, soon, began } = await byHand()
  const order: string[] = []
  const write = (name: string) => async () => void order.push(name)
  const rows = [queue.add('late', write('row 1')), queue.add('late', write('row 2'))]
  expect(soon).not.toHaveBeenCalled()
  const changes = [queue.add('strict', write('change 1')), queue.add('strict', write('change 2'))]
  expect(soon).toHaveBeenCalledOnce()
  expect(order).toEqual([])
  soon.mock.calls[0]?.[0]()
  await Promise.all([...rows, ...changes])
  expect(order).toEqual(['row 1', 'row 2', 'change 1', 'change 2'])
  expect(began()).toEqual(['strict'])
})

test('D21 rows that nothing follows are written a while later', async () => {
  const { queue, soon, late, began } = await byHand()
  const rows = [queue.add('late', async () => {}), queue.add('late', async () => {})]
  expect(late).toHaveBeenCalledOnce()
  late.mock.calls[0]?.[0]()
  await Promise.all(rows)
  expect(soon).not.toHaveBeenCalled()
  expect(began()).toEqual(['relaxed'])
})

test('D21 whoever waits for everything has it written at once, also what is asked for meanwhile', async () => {
  const { queue } = await byHand()
  const written: string[] = []
  const first = async () => {
    written.push('first')
    void queue.add('late', async () => void written.push('second'))
  }
  void queue.add('late', first)
  await queue.idle()
  expect(written).toEqual(['first', 'second'])
})
