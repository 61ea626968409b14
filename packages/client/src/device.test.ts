import { expect, test } from 'vitest'
import { Device } from './device.ts'
import { memoryStore } from './memory-store.ts'
import { Outbox } from './outbox.ts'

const change = { replica: 7, rseq: 1, payload: new Uint8Array([1]), madeAt: 0 }

/** A device whose store may fail to put an outbox aside, as a full one does. */
function stage({ rescues }: { readonly rescues: boolean }) {
  const store = memoryStore()
  const failing = { ...store, rescueOutbox: () => Promise.reject(new Error('the quota is exceeded')) }
  const device = new Device('A', rescues ? store : failing, new Outbox(), { kept() {}, orphaned() {}, failed() {} })
  return { store, device }
}

test.each([
  [true, [], [change]],
  [false, [change], []],
])('a document goes from the device once what was given up is put aside (%s)', async (rescues, outbox, rescued) => {
  const { store, device } = stage({ rescues })
  device.keepChange(change)
  device.abandon()
  device.clear()
  await device.settled()
  expect((await store.load('A'))?.outbox ?? []).toEqual(outbox)
  expect(await store.rescued('A')).toEqual(rescued)
})
