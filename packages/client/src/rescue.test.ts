import { decodeChange, TandemDoc } from '@tandem/crdt'
import { expect, test } from 'vitest'
import { rescueFile, rescueFormat, writtenBy } from './rescue.ts'

test('G1 a rescue file says what was written and holds every change, byte for byte', () => {
  const doc = new TandemDoc()
  doc.become(7)
  const changes = [
    doc.edit([{ from: 0, to: 0, insert: 'one \u{1f511}' }]),
    doc.edit([{ from: 0, to: 3, insert: 'two' }]),
    doc.setProperty('language', 'rust'),
    doc.removeProperty('language'),
    doc.edit([{ from: 0, to: 0, insert: 'x'.repeat(40_000) }]),
  ]
  const rescuedAt = new Date('2026-11-21T09:00:00Z')
  const text = doc.toString()
  const file = JSON.parse(rescueFile({ id: 'doc', title: 'Plan "B"' }, [{ rescuedAt, text, changes, code: null }]))
  expect(file).toMatchObject({
    format: rescueFormat,
    document: { id: 'doc', title: 'Plan "B"' },
    rescues: [
      {
        rescuedAt: '2026-11-21T09:00:00.000Z',
        text,
        changes: [
          { replica: 7, rseq: 1, inserted: ['one \u{1f511}'], deleted: 0, properties: {} },
          { replica: 7, rseq: 2, inserted: ['two'], deleted: 3 },
          { replica: 7, rseq: 3, inserted: [], properties: { language: 'rust' } },
          { replica: 7, rseq: 4, properties: { language: null } },
          { replica: 7, rseq: 5 },
        ],
      },
    ],
  })
  const copy = new TandemDoc()
  const bytes: string[] = file.rescues[0].changes.map((change: { bytes: string }) => change.bytes)
  copy.apply(bytes.map((part) => decodeChange(Buffer.from(part, 'base64'))))
  expect(copy.toString()).toBe(text)
  expect(writtenBy(changes.slice(0, 4))).toBe('one \u{1f511}two')
})
