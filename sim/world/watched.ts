import type { OutboxChange } from '@tandem/client'
import type { ModelDatabase } from '@tandem/documents/testing'
import type { Reference } from '../reference.ts'
import type { Intentions } from './intentions.ts'
import type { Ledger } from './ledger.ts'
import type { Person } from './person.ts'
import type { SimPage } from './sim-page.ts'

/** What a device had at the end. All its tabs are in one document. */
export type DeviceEnding = {
  /** One of its tabs. */
  readonly page: SimPage
  readonly outbox: readonly OutboxChange[]
  readonly rescued: readonly OutboxChange[]
}

/** The world as invariants see it. */
export type Watched = {
  readonly now: number
  readonly model: ModelDatabase
  readonly ledger: Ledger
  readonly people: readonly Person[]
  readonly documents: readonly string[]
  readonly pages: readonly SimPage[]
  /** At the end only. */
  readonly devices: readonly DeviceEnding[]
  /** Lines that nodes called errors. */
  readonly errors: readonly string[]
  readonly intentions: Intentions
  /** Whether more happened than a run can need. */
  readonly exhausted: boolean
  reference(documentId: string): Reference
}
