import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testDatabase } from '@tandem/db/factories'
import { expect, test } from 'vitest'
import { attacks } from './attacks/all.ts'
import { fuzzWire } from './fuzz-wire.ts'

/** docs/testing.md says how to choose another. */
const seed = Number(process.env.TANDEM_FUZZ_SEED ?? 1)
const frames = 20_000

test(`a server under hostile frames of every kind (seed ${seed})`, { timeout: 180_000 }, async () => {
  await using db = await testDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'tandem-fuzz-wire-'))
  try {
    const { tally, findings, delays } = await fuzzWire({
      frames,
      seed,
      framesPerSecond: Number.POSITIVE_INFINITY,
      quietMs: 0,
      databaseUrls: [db.url],
      ticketSecret: 'a secret that only this test knows of',
      folder,
      log: () => {},
      signal: new AbortController().signal,
    })
    expect(findings).toEqual([])
    expect(tally.frames).toBeGreaterThanOrEqual(frames)
    expect(tally.answered('taken')).toBeGreaterThan(0)
    expect(attacks.map(({ name }) => name).filter((name) => !tally.has(name))).toEqual([])
    // Honest people went on typing, and read each other.
    expect(delays.attacked.length).toBeGreaterThan(0)
  } finally {
    await rm(folder, { recursive: true })
  }
})
