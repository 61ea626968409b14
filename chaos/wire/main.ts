import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { command } from '../../scripts/command.mjs'
import { openDatabase } from '../../scripts/database.mjs'
import { interrupted } from '../../scripts/interrupt.mjs'
import { migrate } from '../../scripts/migrate.mjs'
import { readSecrets } from '../../scripts/secrets.mjs'
import { temporaryData } from '../../scripts/temporary-data.mjs'
import { wholeNumber } from '../../scripts/whole-number.mjs'
import { freshFolder } from '../history/folder.ts'
import { attacks } from './attacks/all.ts'
import { delayTable } from './delay-table.ts'
import { fuzzWire } from './fuzz-wire.ts'

const usage = `Hostile frames for a real server on a real database, while others type.

  npm run fuzz:wire -- [options]

  --frames N   how many (default 50000)
  --rate N     at most so many in a second (default 700)
  --seed S     the same attacks again

It fails when the server ends or logs an error, when anybody is not answered, when the log holds a change that had to be refused,
when honest people see anything else than the log, and when their keystrokes take more than twice as long as at the same moment on
another server of this machine that is not attacked.
`

/** Of the time for the attack itself, so much again is without one: said, too, but not judged. */
const quietShare = 0.15
const shortestQuietMs = 20_000

await command(main)

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      frames: { type: 'string', default: '50000' },
      rate: { type: 'string', default: '700' },
      seed: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    console.log(usage)
    return 0
  }
  const frames = wholeNumber('frames', values.frames)
  const framesPerSecond = wholeNumber('rate', values.rate)
  const seed = values.seed === undefined ? 1 + randomInt(2 ** 31 - 2) : wholeNumber('seed', values.seed)
  console.log(`${frames} frames, ${framesPerSecond} a second at most, --seed ${seed}`)
  return withDatabases(2, async (databaseUrls, ticketSecret) => {
    const result = await fuzzWire({
      frames,
      seed,
      framesPerSecond,
      quietMs: Math.max(shortestQuietMs, (frames / framesPerSecond) * 1000 * quietShare),
      databaseUrls,
      ticketSecret,
      folder: freshFolder('fuzz-wire'),
      log: console.log,
      signal: interrupted,
    })
    console.log(`\n${result.tally.print(attacks.map(({ name }) => name))}`)
    const delays = delayTable(result.delays)
    console.log(`\n${delays.text}`)
    const findings = [...result.findings, ...delays.findings]
    for (const finding of findings) console.log(`\nFOUND: ${finding}`)
    const rate = Math.round(result.tally.frames / result.hostileSeconds)
    console.log(`\n${result.tally.frames} frames, ${rate} a second, --seed ${seed}: ${findings.length} findings`)
    return findings.length === 0 ? 0 : 1
  })
}

/** Runs it on databases that have a PostgreSQL each, and a secret for all of them. */
async function withDatabases(
  count: number,
  work: (urls: readonly string[], ticketSecret: string) => Promise<number>,
  urls: readonly string[] = [],
): Promise<number> {
  const data = temporaryData()
  try {
    const database = await openDatabase({ dataDir: data.folder })
    try {
      await migrate(database.url)
      const all = [...urls, database.url]
      if (all.length < count) return await withDatabases(count, work, all)
      return await work(all, readSecrets(data.folder).ticketSecret)
    } finally {
      await database.close()
    }
  } finally {
    await data.remove()
  }
}
