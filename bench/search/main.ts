import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { Prng } from '@tandem/crdt/testing'
import { connect, type Database } from '@tandem/db'
import { searchTexts, searchTitles } from '@tandem/documents'
import { command } from '../../scripts/command.mjs'
import { openDatabase } from '../../scripts/database.mjs'
import { migrate } from '../../scripts/migrate.mjs'
import { temporaryData } from '../../scripts/temporary-data.mjs'
import { wholeNumber } from '../../scripts/whole-number.mjs'
import { machine } from '../machine.ts'
import { significant, toMarkdown } from '../markdown.ts'
import { writeResults } from '../results.ts'
import { percentile } from '../statistics.ts'
import { fill, type Scene } from './fill.ts'
import { phraseOf, textQuery, titleQuery, withTypo } from './queries.ts'

const busySentence = 'The machine had more to do than it has processors: the times are upper bounds.'
/** What a search by title may take in 95 of 100 cases. */
const targetMs = 50
const whole = { documents: 100_000, people: 1_000 }
/** Searches of a row, after some that warm up. */
const searches = 400
const warmUp = 20

await command(main)

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { documents: { type: 'string', default: `${whole.documents}` } } })
  const documents = wholeNumber('documents', values.documents)
  const where = machine('packages/documents', 'prisma/migrations')
  const data = temporaryData()
  try {
    const { url, close } = await openDatabase({ dataDir: data.folder })
    await migrate(url)
    const db = connect(url)
    try {
      const scene = await fill(db, url, { ...whole, documents }, (line) => console.error(line))
      const rows = await measure(db, scene)
      const text = [
        '# Search',
        [
          'Written by `npm run bench:search`; README.md says what is measured and how.',
          `Commit ${where.commit}; ${where.cpu}; Node ${where.node}; ${where.date} UTC.`,
          `Load average before the run: ${where.load}. ${documents.toLocaleString('en')} documents, ${whole.people} people.`,
          ...(Number(where.load) > availableParallelism() ? [busySentence] : []),
        ].join('\n'),
        toMarkdown([
          ['search', 'p50, ms', 'p95, ms', 'documents found, mean', 'target, p95'],
          ...rows.map(({ name, times, found, target }) => [
            name,
            significant(percentile(times, 0.5)),
            significant(percentile(times, 0.95)),
            significant(found / times.length),
            target === null ? '' : `≤ ${target}: ${percentile(times, 0.95) <= target ? 'met' : 'MISSED'}`,
          ]),
        ]),
      ].join('\n\n')
      console.log(text)
      if (documents === whole.documents) writeResults(`${text}\n`)
    } finally {
      await db.close()
      await close()
    }
  } finally {
    await data.remove()
  }
  return 0
}

type Row = {
  readonly name: string
  readonly times: readonly number[]
  readonly found: number
  readonly target: number | null
}

async function measure(db: Database, { ordinary, everywhere }: Scene): Promise<Row[]> {
  const random = new Prng(7)
  const somebody = () => ordinary[random.int(ordinary.length)] ?? ''
  const titles = (userId: string, query: string) => searchTitles(db, { userId }, { query })
  const texts = (userId: string, query: string) => searchTexts(db, { userId }, { query })
  const rows: Row[] = []
  const row = async (
    name: string,
    target: number | null,
    who: () => string,
    query: () => string,
    search: (userId: string, query: string) => Promise<readonly unknown[]>,
  ) => {
    const times: number[] = []
    let found = 0
    for (let turn = -warmUp; turn < searches; turn++) {
      const [userId, asked] = [who(), query()]
      const begin = performance.now()
      const results = await search(userId, asked)
      if (turn < 0) continue
      times.push(performance.now() - begin)
      found += results.length
    }
    rows.push({ name, times, found, target })
    console.error(`${name}: ${significant(percentile(times, 0.5))} ms`)
  }
  for (const [whose, who] of [
    ['of some hundreds', somebody],
    ['of all', () => everywhere],
  ] as const) {
    await row(`titles ${whose}: beginnings`, targetMs, who, () => titleQuery(random), titles)
    await row(`titles ${whose}: with a typo`, targetMs, who, () => withTypo(random, titleQuery(random, 5)), titles)
    await row(`texts ${whose}: two words`, null, who, () => textQuery(random), texts)
    await row(`texts ${whose}: a word that is in nearly all`, null, who, () => 'const', texts)
    await row(`texts ${whose}: a phrase`, null, who, () => phraseOf(random), texts)
  }
  return rows
}
