import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { downstream } from './downstream.ts'
import { protocolVersion } from './protocol-version.ts'
import { upstream } from './upstream.ts'

/**
 * The hash of all shapes, for each version that was ever released. A changed shape needs a new version; 2 has the shapes
 * of 1, and changes whose bytes a program from before can't read. 3 packs snapshots, and leaves out of
 * echoes what a connection knows.
 */
const shapesOfVersion: Record<number, string> = {
  1: '7c8950cea3978b22',
  2: '7c8950cea3978b22',
  3: '4c5cac6194bd26f3',
}

test('F6 no message changes its shape without a new protocol version', () => {
  const hash = createHash('sha256').update(`${upstream.shape}\n${downstream.shape}`).digest('hex').slice(0, 16)
  expect(hash).toBe(shapesOfVersion[protocolVersion])
})
