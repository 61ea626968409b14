import type { TestDatabase } from '@tandem/db/factories'
import { expect } from 'vitest'
import { beginning } from './beginning.ts'
import { Stage } from './stage.ts'
import type { Step } from './step.ts'

/** Some steps one after another, then some at once. */
export type CrowdedSchedule = { readonly before: readonly Step[]; readonly atOnce: readonly Step[] }

/**
 * Runs steps at once on the database, each on a connection of its own: what they answer and what is kept then has to be
 * what comes of them one after another on the model, in some order. So each of them is one transaction, which sees all of
 * another or nothing of it.
 */
export async function runAtOnce(db: TestDatabase, { before, atOnce }: CrowdedSchedule): Promise<void> {
  const stage = await Stage.withPeople(db, null)
  const { world } = stage
  for (const [name, call] of beginning(world)) await stage.both(name, call)
  for (const { name, resolve } of before) await stage.both(name, resolve(world))
  const calls = atOnce.map((step) => ({ name: step.name, call: step.resolve(world) }))
  const answers = await Promise.all(calls.map(({ call }) => stage.onDatabase(call)))
  const kept = await stage.keptInDatabase()
  const found = { answers: calls.map(({ name }, at) => [name, answers[at]]), kept }

  const explained = []
  for (const order of ordersOf(calls.map((_, at) => at))) {
    const { outcomes, kept } = await stage.onAnotherModel(order.flatMap((at) => calls[at]?.call ?? []))
    const one = { answers: calls.map(({ name }, at) => [name, outcomes[order.indexOf(at)]]), kept }
    explained.push(one)
  }
  expect(explained, 'one order of the steps gives what Postgres gave').toContainEqual(found)
}

/** All orders of some things. */
function ordersOf<T>(things: readonly T[]): T[][] {
  if (things.length === 0) return [[]]
  return things.flatMap((first, at) => ordersOf(things.toSpliced(at, 1)).map((rest) => [first, ...rest]))
}
