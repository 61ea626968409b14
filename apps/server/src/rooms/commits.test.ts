import { type Appended, type ChangeEntry, type DocumentBatch, DomainError } from '@tandem/documents'
import { FakeClock } from '@tandem/protocol/testing'
import { expect, test } from 'vitest'
import { typed } from '../storage/document-log-contract.ts'
import { memoryStage } from '../storage/memory-stage.ts'
import { Commits } from './commits.ts'

type Statement = { readonly names: string; finish(): void; fail(error: Error): void }

/** Commits whose statements are finished by hand; a statement is written as `a1+b2`: one change of a, two of b. */
function stage({ held = '' } = {}) {
  const statements: Statement[] = []
  const settled: string[] = []
  const clock = new FakeClock()
  const turns: (() => void)[] = []
  const { log } = memoryStage()
  const statement = <T>(batches: readonly DocumentBatch[], result: T) =>
    new Promise<T>((resolve, reject) => {
      statements.push({
        names: batches.map(({ documentId, entries }) => `${documentId}${entries.length}`).join('+'),
        finish: () => resolve(result),
        fail: reject,
      })
    })
  log.append = (documentId, entries) => statement([{ documentId, entries }], outcomeOf(entries))
  log.appendTogether = (batches) =>
    statement(
      batches,
      batches.map(({ documentId, entries }) => (held.includes(documentId) ? null : outcomeOf(entries))),
    )
  const commits = new Commits(log, clock, (callback) => turns.push(callback))
  const [entry] = typed(1, 'x').map((one) => ({ ...one, user: 'alice', signIn: 'sign-in' }))
  if (!entry) throw new Error('one entry')
  return {
    statements,
    settled,
    clock,
    turns,
    /** `a` has something to write: so many changes, by the time it is asked. */
    ask(documentId: string, count = () => 1) {
      commits
        .append(documentId, () => Array.from({ length: count() }, () => entry))
        .then(
          ({ verdicts }) => settled.push(`${documentId}${verdicts.length}`),
          (error: Error) => settled.push(`${documentId} ${error.message}`),
        )
    },
    /** Ends a turn of the event loop, and those that follow from it. */
    async endTurn() {
      await new Promise(setImmediate)
      for (let next = turns.shift(); next; next = turns.shift()) {
        next()
        await new Promise(setImmediate)
      }
    },
    names: () => statements.map(({ names }) => names),
  }
}

function outcomeOf(entries: readonly ChangeEntry[]): Appended {
  return { head: 1, at: new Date(0), verdicts: entries.map(() => ({ status: 'appended', seq: 1 })) }
}

test('G1 what one turn brings is one statement; a lone document writes by itself', async () => {
  const { ask, endTurn, names } = stage()
  ask('a')
  ask('b', () => 2)
  expect(names()).toEqual([])
  await endTurn()
  ask('c')
  await endTurn()
  expect(names()).toEqual(['a1+b2', 'c1'])
})

test('G2 two statements at a time: what comes meanwhile collects, and may still grow until it is written', async () => {
  const { ask, endTurn, names, statements, settled } = stage()
  for (const id of 'ab') {
    ask(id)
    await endTurn()
  }
  let typedMeanwhile = 1
  ask('c', () => typedMeanwhile)
  await endTurn()
  ask('d')
  typedMeanwhile = 3
  await endTurn()
  expect(names()).toEqual(['a1', 'b1'])
  statements[0]?.finish()
  await endTurn()
  expect(names()).toEqual(['a1', 'b1', 'c3+d1'])
  statements[2]?.finish()
  await endTurn()
  expect(settled).toEqual(['a1', 'c3', 'd1'])
})

test('G3 a document that could not be written without waiting is written by itself', async () => {
  const { ask, endTurn, names, statements, settled } = stage({ held: 'b' })
  ask('a')
  ask('b')
  await endTurn()
  statements[0]?.finish()
  await endTurn()
  expect(settled).toEqual(['a1'])
  expect(names()).toEqual(['a1+b1', 'b1'])
  statements[1]?.finish()
  await endTurn()
  expect(settled).toEqual(['a1', 'b1'])
})

test('G4 an error that may concern one document alone is found out about; one that says nothing was done is passed on', async () => {
  const { ask, endTurn, names, statements, settled } = stage()
  ask('a')
  ask('b')
  await endTurn()
  statements[0]?.fail(new Error('the reply was lost'))
  await endTurn()
  expect(names()).toEqual(['a1+b1', 'a1', 'b1'])
  statements[1]?.fail(new Error('a is broken'))
  statements[2]?.finish()
  await endTurn()
  expect(settled).toEqual(['a a is broken', 'b1'])
  ask('c')
  ask('d')
  await endTurn()
  statements[3]?.fail(new DomainError('busy', 'busy'))
  await endTurn()
  expect(settled.slice(2)).toEqual(['c busy', 'd busy'])
  expect(names()).toHaveLength(4)
})

test('G5 statements that wait for somebody do not keep other documents from writing', async () => {
  const { ask, endTurn, names, clock, statements, settled } = stage()
  for (const id of 'ab') {
    ask(id)
    await endTurn()
  }
  ask('c')
  await endTurn()
  expect(names()).toEqual(['a1', 'b1'])
  clock.turn(50)
  await endTurn()
  expect(names()).toEqual(['a1', 'b1', 'c1'])
  for (const { finish } of statements) finish()
  await endTurn()
  expect(settled.sort()).toEqual(['a1', 'b1', 'c1'])
  expect(clock.waiting).toBe(0)
})

test('G6 what a document holds back by failing is its own', async () => {
  const { ask, endTurn, names, settled } = stage()
  ask('a', () => {
    throw new Error('a mistake')
  })
  ask('b')
  await endTurn()
  expect(settled).toEqual(['a a mistake'])
  expect(names()).toEqual(['b1'])
})
