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
when honest people see anything else than the log, and when their keystrokes take twice as long as without an attack.
`

/** Of the time for the attack itself, so much again is without one, for the comparison. */
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
  const data = temporaryData()
  try {
    const database = await openDatabase({ dataDir: data.folder })
    try {
      await migrate(database.url)
      const result = await fuzzWire({
        frames,
        seed,
        framesPerSecond,
        quietMs: Math.max(shortestQuietMs, (frames / framesPerSecond) * 1000 * quietShare),
        databaseUrl: database.url,
        ticketSecret: readSecrets(data.folder).ticketSecret,
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
    } finally {
      await database.close()
    }
  } finally {
    await data.remove()
  }
}
