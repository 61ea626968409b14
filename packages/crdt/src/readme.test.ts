import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { decodeChange, encodeChange } from './codec/change-codec.ts'
import { TandemDoc } from './tandem-doc.ts'

test('R1 the example in README.md does what it says', () => {
  // example
  const alice = new TandemDoc()
  const bob = new TandemDoc()
  alice.become(1)
  bob.become(2)

  const hello = alice.edit([{ from: 0, to: 0, insert: 'Hello world' }])
  bob.apply([decodeChange(encodeChange(hello))])

  const caret = bob.anchorAt(11, 'before')
  const fromAlice = alice.edit([{ from: 5, to: 5, insert: ', dear' }])
  const fromBob = bob.edit([{ from: 11, to: 11, insert: '!' }])
  const { edit } = bob.apply([fromAlice])
  alice.apply([fromBob, bob.setProperty('language', 'markdown')])

  const opened = TandemDoc.fromSnapshot(alice.snapshot())
  const shown = { edit, caret: bob.positionOf(caret), text: opened.toString(), same: opened.digest() === bob.digest() }
  // end
  expect(shown).toEqual({
    edit: [{ from: 5, to: 5, insert: ', dear' }],
    caret: 17,
    text: 'Hello, dear world!',
    same: true,
  })
})

test('R1 the example in README.md is the one that is tested', () => {
  const [, printed] = readFileSync(new URL('../README.md', import.meta.url), 'utf8').split(/```(?:ts)?\n/)
  const [, tested] = readFileSync(new URL(import.meta.url), 'utf8').split(/ {2}\/\/ (?:example|end)\n/)
  expect(printed).toBe(tested?.replaceAll(/^ {2}/gm, ''))
})
