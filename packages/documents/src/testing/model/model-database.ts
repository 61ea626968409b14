import { ModelAccess } from './access.ts'
import { ModelAccounts } from './accounts.ts'
import type { DocumentRow } from './document-row.ts'
import { ModelDocuments } from './documents.ts'
import { ModelGuests } from './guests.ts'
import { ModelInvitations } from './invitations.ts'
import { ModelLinks } from './links.ts'
import { ModelLog } from './log.ts'
import { ModelPeople } from './people.ts'
import { ModelReplicas } from './replicas.ts'
import { ModelRequests } from './requests.ts'
import { ModelSignIns } from './sign-ins.ts'
import { ModelSnapshots } from './snapshots.ts'
import { type ModelEnvironment, type Notice, Tables } from './tables.ts'
import { ModelTokens } from './tokens.ts'

/**
 * The database as a model: what the functions of this package do in Postgres, in memory. Every call is one transaction,
 * synchronous and atomic: it has all of its effect, or throws and has none. The results and the codes and fields of the
 * `DomainError`s are those of the functions of the same name; the sentences for people are not modelled, nor is what takes
 * time: locks, limits of connections, hashing.
 */
export class ModelDatabase {
  readonly access: ModelAccess
  readonly accounts: ModelAccounts
  readonly documents: ModelDocuments
  readonly guests: ModelGuests
  readonly invitations: ModelInvitations
  readonly links: ModelLinks
  readonly log: ModelLog
  readonly people: ModelPeople
  readonly replicas: ModelReplicas
  readonly requests: ModelRequests
  readonly signIns: ModelSignIns
  readonly snapshots: ModelSnapshots
  readonly tokens: ModelTokens
  readonly #tables: Tables

  /** `maxCharacters` and `keptReplicas`: other limits than usual, for tests that get there. */
  constructor(
    environment: ModelEnvironment,
    { maxCharacters, keptReplicas }: { readonly maxCharacters?: number; readonly keptReplicas?: number } = {},
  ) {
    const tables = new Tables(environment)
    this.#tables = tables
    this.requests = new ModelRequests(tables)
    this.links = new ModelLinks(tables, this.requests)
    this.access = new ModelAccess(tables, this.links)
    this.people = new ModelPeople(tables)
    this.invitations = new ModelInvitations(tables, this.people)
    this.signIns = new ModelSignIns(tables)
    this.accounts = new ModelAccounts(tables, this.signIns, this.invitations)
    this.guests = new ModelGuests(tables, this.links, this.accounts)
    this.documents = new ModelDocuments(tables)
    this.log = new ModelLog(tables, maxCharacters)
    this.replicas = new ModelReplicas(tables, keptReplicas)
    this.snapshots = new ModelSnapshots(tables)
    this.tokens = new ModelTokens(tables, this.signIns)
  }

  /** Hears what every commit from now on tells, once it is made. Returns what ends that. */
  listen(listener: (notice: Notice) => void): () => void {
    return this.#tables.listen(listener)
  }

  /** A document with all that is kept of it, to look at. */
  document(documentId: string): Readonly<DocumentRow> | undefined {
    return this.#tables.documents.get(documentId)
  }
}
