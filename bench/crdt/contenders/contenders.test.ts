import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Trace } from '../../trace.ts'
import type { Job, Scene } from '../job.ts'
import { sceneOf, writeScene } from '../scene-file.ts'
import { type LoadName, loads } from '../synthetic/loads.ts'
import { perform } from '../workloads/perform.ts'
import { contenderNames } from './index.ts'

const sequential: Trace = {
  agents: 1,
  startContent: 'Hi 😀!',
  endContent: 'Oh, hé 😀\nbye',
  concurrent: false,
  transactions: [
    { agent: 0, parents: [], patches: [[0, 1, 'Oh, h']] },
    {
      agent: 0,
      parents: [0],
      patches: [
        [5, 1, 'é'],
        [7, 0, '👍'],
        [8, 2, '😀\n'],
        [7, 1, ''],
        [9, 0, 'bye'],
        [3, 0, ''],
      ],
    },
  ],
}

/** Two agents who type at once, in front of and behind a pair; one hears the other in the middle. */
const concurrent: Trace = {
  agents: 2,
  startContent: '',
  endContent: 'ab😀cde',
  concurrent: true,
  transactions: [
    { agent: 0, parents: [], patches: [[0, 0, 'b😀c!']] },
    { agent: 0, parents: [0], patches: [[0, 0, 'a']] },
    {
      agent: 1,
      parents: [0],
      patches: [
        [3, 1, ''],
        [3, 0, 'd'],
      ],
    },
    { agent: 0, parents: [1, 2], patches: [[5, 0, 'e']] },
  ],
}

/** Sizes at which each load takes no time. */
const sizes: Partial<Record<LoadName, number>> = {
  'B3.5': 5,
  'worst-prepend': 100,
  'worst-type': 100,
  'worst-rounds': 200,
  'worst-undo': 2,
}

const folder = mkdtempSync(join(tmpdir(), 'tandem-bench-test-'))

beforeAll(() => {
  // What is left in memory is not looked at here.
  vi.stubGlobal('gc', () => {})
  writeScene(join(folder, 'sequential'), sceneOf(sequential))
  writeScene(join(folder, 'concurrent'), sceneOf(concurrent))
})
afterAll(() => {
  vi.unstubAllGlobals()
  rmSync(folder, { recursive: true })
})

describe.each(contenderNames)('%s', (contender) => {
  const outcomeOf = (scene: Scene, workload: Job['workload']) => {
    const name = scene.kind === 'trace' ? 'trace' : scene.name
    return perform({ contender, workload, scene, folder: join(folder, `made ${name}`, contender) })
  }
  const sizesMeasured = contender === 'json-joy-node' ? ['average'] : ['average', 'snapshot', 'snapshot-gzip']

  test('ends every trace as it has to, in every way', async () => {
    for (const kind of ['sequential', 'concurrent'] as const) {
      const scene: Scene = { kind: 'trace', file: join(folder, kind) }
      const made = await outcomeOf(scene, 'make')
      expect(made).toEqual({ kind: 'measured', values: expect.anything() })
      const values = made.kind === 'measured' ? made.values : {}
      const sizes = kind === 'sequential' ? [...sizesMeasured, 'one-character'] : sizesMeasured
      expect(Object.keys(values).sort()).toEqual([...sizes].sort())
      for (const workload of ['remote', 'merged'] as const)
        expect(await outcomeOf(scene, workload)).toMatchObject({ kind: 'measured' })
      const opens = contender === 'json-joy-node' ? 'unsupported' : 'measured'
      for (const workload of ['open-text', 'open-edit', 'memory-open'] as const)
        expect(await outcomeOf(scene, workload)).toMatchObject({ kind: opens })
      if (kind === 'concurrent') continue
      for (const workload of ['local', 'memory-local'] as const)
        expect(await outcomeOf(scene, workload)).toMatchObject({ kind: 'measured' })
    }
  })

  test.each(Object.entries(loads))('does %s', async (name, load) => {
    const scene: Scene = { kind: 'load', name: loadName(name), size: sizes[loadName(name)] ?? 20 }
    if (load.kind === 'rivals') {
      expect(await outcomeOf(scene, 'make')).toEqual({ kind: 'measured', values: {} })
      expect(await outcomeOf(scene, 'remote')).toMatchObject({ kind: 'measured' })
    } else {
      const workload = load.kind === 'typing' ? load.workload : load.kind === 'meeting' ? 'exchange' : 'alternate'
      expect(await outcomeOf(scene, workload)).toMatchObject({
        kind: 'measured',
        values: { cold: expect.any(Number), warm: expect.any(Number) },
      })
    }
  })
})

function loadName(name: string): LoadName {
  if (name in loads) return Object.keys(loads).find((key): key is LoadName => key === name) ?? 'B1.1'
  throw new Error(`there is no load ${name}`)
}
