import { expect, test } from 'vitest'
import { propertyReplicas } from './property-stamps.ts'
import { TandemDoc } from './tandem-doc.ts'

test('M5 who set a property last is known, in a document that was opened too; of a removed one nobody is', () => {
  const [alice, bob] = [new TandemDoc(), new TandemDoc()]
  alice.become(1)
  bob.become(2)
  const changes = [alice.setProperty('language', 'Rust'), alice.setProperty('wrap', true), alice.setProperty('old', 1)]
  bob.apply(changes)
  alice.apply([bob.setProperty('language', 'Go'), bob.removeProperty('old')])
  for (const doc of [alice, bob, TandemDoc.fromSnapshot(alice.snapshot())]) {
    expect(propertyReplicas(doc)).toEqual(
      new Map([
        ['language', 2],
        ['wrap', 1],
      ]),
    )
  }
})
