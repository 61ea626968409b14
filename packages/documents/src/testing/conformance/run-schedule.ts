import type { TestDatabase } from '@tandem/db/factories'
import { expect } from 'vitest'
import type { Notice } from '../model/tables.ts'
import { hearing } from '../notifications.ts'
import { beginning } from './beginning.ts'
import { Stage } from './stage.ts'
import type { Step } from './step.ts'

/** Steps one after another; `room` is how many characters fit into each document, null when the usual limit counts. */
export type Schedule = { readonly steps: readonly Step[]; readonly room: number | null }

/**
 * Runs a schedule on the database and on an empty model, and holds every answer, everything that is told to listeners and
 * everything that is kept at the end of one against the other. People and documents are new ones, so schedules of one
 * database know nothing of each other. Returns the name of each step with what came of it.
 */
export async function runSchedule(db: TestDatabase, { steps, room }: Schedule): Promise<readonly string[]> {
  const stage = await Stage.withPeople(db, room)
  const { world } = stage
  const toldByModel: string[] = []
  world.model.listen((notice) => toldByModel.push(heardAs(notice)))
  const toldByDatabase = await hearing(db, async () => {
    for (const [name, call] of beginning(world)) await stage.both(name, call)
    for (const { name, resolve } of steps) await stage.both(name, resolve(world))
  })
  expect(toldByModel, 'what the model tells, and what Postgres tells').toEqual(toldByDatabase)
  expect(stage.keptInModel(), 'what the model keeps, and what Postgres keeps').toEqual(await stage.keptInDatabase())
  return stage.came
}

/** A notice as `hearing` writes it. */
function heardAs(notice: Notice): string {
  if (notice.channel === 'document') return `tandem_document ${notice.document}`
  return `tandem_access ${notice.document ?? ''} ${notice.user ?? ''}`
}
