import { type TestDatabase, testDatabase } from '@tandem/db/factories'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DomainError } from '../domain-error.ts'
import { changeTo } from '../testing/permissions/change-to.ts'
import { functions, judgesSignIn, signedInFunctions } from '../testing/permissions/deeds.ts'
import { doing } from '../testing/permissions/do.ts'
import { type Answer, expectedAnswer } from '../testing/permissions/expected.ts'
import { setScene } from '../testing/permissions/scene.ts'
import { changes, isSignedOut, type Standing, standings } from '../testing/permissions/standing.ts'
import { waiting } from '../testing/waiting.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

const deeds = [...functions, ...signedInFunctions]

/** A test for each cell: a deed, and who does it. Whether somebody is signed in is not what every function judges. */
function cellsOf(columns: readonly Standing[]) {
  return deeds.flatMap((deed) =>
    columns
      .filter((standing) => judgesSignIn(deed) || !isSignedOut(standing))
      .map((standing) => ({ ...deed, standing, expected: expectedAnswer(standing, deed.action) })),
  )
}

async function answerOf(work: Promise<unknown>): Promise<Answer | string> {
  try {
    await work
    return 'allowed'
  } catch (error) {
    if (error instanceof DomainError) return error.code
    throw error
  }
}

describe('who has always been what they are', () => {
  test.each(cellsOf(standings))('$name, $standing: $expected', async ({ name, standing, expected }) => {
    const scene = await setScene(db, standing)
    expect(await answerOf(doing[name](scene))).toBe(expected)
  })
})

describe('who was an owner until the commit before', () => {
  test.each(cellsOf(changes))('$name, $standing: $expected', async ({ name, standing, expected }) => {
    const scene = await setScene(db, 'owner')
    await db.pool.query(changeTo(scene, standing))
    expect(await answerOf(doing[name](scene))).toBe(expected)
  })
})

describe('who is an owner, while another transaction makes them something else', () => {
  const cells = cellsOf(changes).map(({ expected, ...cell }) => ({
    ...cell,
    expected: cell.whileChanging === 'waits' ? expected : ('allowed' satisfies Answer),
  }))
  test.each(cells)('$name, $standing: $expected', async ({ name, standing, whileChanging, expected }) => {
    const scene = await setScene(db, 'owner')
    const other = await db.owner.connect()
    try {
      await other.query('BEGIN')
      await other.query(changeTo(scene, standing))
      let isAnswered = false
      const answer = answerOf(doing[name](scene)).finally(() => {
        isAnswered = true
      })
      if (whileChanging === 'waits') {
        await expect.poll(() => waiting(db), { interval: 2, timeout: 10_000 }).toBe(1)
        expect(isAnswered).toBe(false)
      } else {
        await answer
      }
      await other.query('COMMIT')
      expect(await answer).toBe(expected)
    } finally {
      await other.query('ROLLBACK')
      other.release()
    }
  })
})
