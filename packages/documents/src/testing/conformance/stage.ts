import { createUser, type TestDatabase } from '@tandem/db/factories'
import { limits } from '@tandem/protocol'
import { expect } from 'vitest'
import { keptInDatabase, keptInModel } from './kept.ts'
import { type ModelInHand, modelTransactions } from './model-transactions.ts'
import { namesOf, type Outcome, outcomeOf } from './outcome.ts'
import { sqlTransactions } from './sql-transactions.ts'
import { type Call, World } from './world.ts'

/** A call that was made, and the ids that the database gave for it. */
type Made = { readonly call: Call; readonly ids: readonly string[] }

/** A database and a model with the same people in them, and everything that was done to both. */
export class Stage {
  readonly db: TestDatabase
  readonly world: World
  /** What came of every call, in words. */
  readonly came: string[] = []
  readonly #room: number | null
  readonly #inHand: ModelInHand
  readonly #made: Made[] = []

  private constructor(db: TestDatabase, room: number | null) {
    this.db = db
    this.#room = room
    this.#inHand = modelOf(room)
    this.world = new World(this.#inHand.model)
  }

  /**
   * Four people who are new in the database, on a model that is new. `room` is how many characters fit into each document,
   * null when the usual limit counts.
   */
  static async withPeople(db: TestDatabase, room: number | null): Promise<Stage> {
    // Links end for everybody who looks: those that earlier schedules left behind shall not.
    await db.pool.query('UPDATE share_link SET expires_at = NULL WHERE ended_at IS NULL')
    const stage = new Stage(db, room)
    for (const name of ['Alice', 'Bob', 'Vera', 'Sam']) {
      const { id, email, password } = await createUser(db, { name })
      await stage.#onModel({ call: (on) => on.signUp({ email, name, password }), ids: [id] })
      await stage.#onModel({ call: (on) => on.showAddress(id), ids: [] })
      stage.world.metPerson({ id, email, password })
    }
    stage.world.fresh.length = 0
    return stage
  }

  /** Makes a call on the database, then on the model: what comes of it has to be the same. */
  async both(name: string, call: Call): Promise<void> {
    const expected = await this.onDatabase(call)
    const outcome = await this.#onModel({ call, ids: this.world.fresh.splice(0) })
    expect(outcome, `call ${this.came.length + 1}, ${name}: what the model does, and what Postgres does`).toEqual(
      expected,
    )
    this.came.push(...namesOf(name, expected))
  }

  /** Makes a call on the database alone. */
  async onDatabase(call: Call): Promise<Outcome> {
    const outcome = await outcomeOf(call, sqlTransactions(this.db))
    for (const id of this.world.fresh) {
      if (!this.world.documents.includes(id)) continue
      await this.db.pool.query('UPDATE document SET characters = $2 WHERE id = $1', [id, this.#alreadyWritten])
    }
    return outcome
  }

  /** What comes of calls, one after another, on a model to which everything was done so far; and what it keeps then. */
  async onAnotherModel(calls: readonly Call[]): Promise<{ readonly outcomes: Outcome[]; readonly kept: unknown }> {
    const another = modelOf(this.#room)
    for (const made of this.#made) await onModel(another, made)
    const outcomes: Outcome[] = []
    for (const call of calls) outcomes.push(await onModel(another, { call, ids: [] }))
    return { outcomes, kept: this.world.documents.map((id) => keptInModel(another.model, id)) }
  }

  /** What the model keeps of every document. */
  keptInModel(): unknown {
    return this.world.documents.map((id) => keptInModel(this.#inHand.model, id))
  }

  /** What the database keeps of every document. */
  async keptInDatabase(): Promise<unknown> {
    const kept = []
    for (const id of this.world.documents) kept.push(await keptInDatabase(this.db, id, this.#alreadyWritten))
    return kept
  }

  get #alreadyWritten(): number {
    return this.#room === null ? 0 : limits.maxDocumentCharacters - this.#room
  }

  #onModel(made: Made): Promise<Outcome> {
    this.#made.push(made)
    return onModel(this.#inHand, made)
  }
}

const modelOf = (room: number | null) => modelTransactions(room === null ? {} : { maxCharacters: room })

function onModel({ ids, transactions }: ModelInHand, made: Made): Promise<Outcome> {
  ids.push(...made.ids)
  return outcomeOf(made.call, transactions)
}
