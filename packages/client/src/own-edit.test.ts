import { TandemDoc } from '@tandem/crdt'
import { limits } from '@tandem/protocol'
import { expect, test } from 'vitest'
import { makeEdit } from './own-edit.ts'

test('C13 what would be more than can ever be written into a document is refused as a whole; it can always be made shorter', () => {
  const doc = new TandemDoc()
  doc.become(1)
  doc.edit([{ from: 0, to: 0, insert: 'x'.repeat(limits.maxDocumentCharacters - 2) }])
  doc.edit([{ from: 10, to: doc.length, insert: '' }])
  expect(() => [...makeEdit(doc, [{ from: 0, to: 5, insert: 'abc' }])]).toThrow(
    expect.objectContaining({ code: 'document_full' }),
  )
  expect(doc.length).toBe(10)
  expect([...makeEdit(doc, [{ from: 0, to: 1, insert: 'ab' }])]).toHaveLength(1)
  expect([...makeEdit(doc, [{ from: 0, to: 5, insert: '' }])]).toHaveLength(1)
  expect(() => [...makeEdit(doc, [{ from: 0, to: 1, insert: 'c' }])]).toThrow()
})
