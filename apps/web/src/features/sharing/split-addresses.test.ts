import { expect, it } from 'vitest'
import { splitAddresses } from './split-addresses.ts'

const cases: [text: string, addresses: string[], rest: string][] = [
  ['', [], ''],
  ['bob@b.test', [], 'bob@b.test'],
  ['bob@b.test,', ['bob@b.test'], ''],
  ['bob@b.test carol@c', ['bob@b.test'], 'carol@c'],
  ['a@b.test; b@b.test\nc@b.test\t', ['a@b.test', 'b@b.test', 'c@b.test'], ''],
  ['a@b.test, a@b.test, ', ['a@b.test'], ''],
  ['nonsense, more ', ['nonsense', 'more'], ''],
  [' , ;\n', [], ''],
  ['Bob Brown <bob@b.test>, "Carol" <carol@b.test>; ', ['bob@b.test', 'carol@b.test'], ''],
]
it.each(cases)('%j', (text, addresses, rest) => {
  expect(splitAddresses(text, false)).toEqual({ addresses, rest })
})

it('takes what stands at the end, too, when all of it is meant', () => {
  expect(splitAddresses('a@b.test b@b.test', true)).toEqual({ addresses: ['a@b.test', 'b@b.test'], rest: '' })
})
