import { DomainError } from '@tandem/documents'
import { strToU8, zipSync } from 'fflate'
import { expect, test, vi } from 'vitest'

vi.mock('server-only', () => ({}))
const makeDocument = vi.hoisted(() => vi.fn<() => Promise<{ id: string }>>())
vi.mock('./make-document.ts', () => ({ makeDocument }))
const { importFile } = await import('./import-file.ts')

const holder = { userId: 'alice', signInId: 'here' }
const archive = { name: 'all.zip', bytes: zipSync({ a: strToU8('a'), b: strToU8('b'), c: strToU8('c') }) }

test('an archive that can’t be gone on with tells what was made of it, and what was not', async () => {
  const busy = new DomainError('busy')
  makeDocument.mockResolvedValueOnce({ id: '1' }).mockRejectedValueOnce(busy)
  expect(await importFile(holder, archive)).toEqual({
    made: [{ id: '1', title: 'a' }],
    refused: [
      { name: 'b', reason: busy.message },
      { name: 'c', reason: busy.message },
    ],
  })
})

test('one of which nothing was made can be brought again', async () => {
  makeDocument.mockRejectedValueOnce(new DomainError('busy'))
  await expect(importFile(holder, archive)).rejects.toMatchObject({ code: 'busy' })
})
