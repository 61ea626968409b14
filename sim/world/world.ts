import { SimDatabase } from '../database/sim-database.ts'
import { Scheduler } from '../engine/scheduler.ts'
import { stream } from '../engine/streams.ts'
import { Trace } from '../engine/trace.ts'
import { invariants } from '../invariants/all.ts'
import { Reference } from '../reference.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { Situations } from '../situations.ts'
import { Accounts } from './accounts.ts'
import { Administrator } from './administrator.ts'
import { Decisions } from './decisions.ts'
import { Intentions } from './intentions.ts'
import { Inviter } from './inviter.ts'
import { Ledger } from './ledger.ts'
import { Lender } from './lender.ts'
import { LinkSharer } from './link-sharer.ts'
import { Observer } from './observer.ts'
import type { Person } from './person.ts'
import { Programs } from './programs.ts'
import { Requester } from './requester.ts'
import { SimHub } from './sim-bus.ts'
import { SimDevice } from './sim-device.ts'
import { SimNetwork } from './sim-network.ts'
import { SimNode } from './sim-node.ts'
import { SimPage } from './sim-page.ts'
import type { DeviceEnding, Watched } from './watched.ts'

/** Everything there is in one run: nodes, a database, a bus, people with pages, and who watches them. */
export class World {
  readonly scenario: Scenario
  readonly scheduler: Scheduler
  readonly situations = new Situations()
  readonly ledger = new Ledger()
  readonly observer: Observer
  readonly network: SimNetwork
  readonly database: SimDatabase
  readonly hub: SimHub
  readonly nodes: readonly SimNode[]
  readonly people: readonly Person[]
  readonly documents: readonly string[]
  readonly pages: readonly SimPage[]
  /** Which build of the product the web app gives out. */
  newestBuild = 0
  readonly administrator: Administrator
  readonly accounts: Accounts
  readonly links: LinkSharer
  readonly inviter: Inviter
  readonly requester: Requester
  readonly lender: Lender
  readonly programs: Programs
  /** What devices had at the end; empty before. */
  endings: readonly DeviceEnding[] = []
  readonly intentions: Intentions
  readonly #references = new Map<string, Reference>()

  constructor(scenario: Scenario, trace: Trace = new Trace(false)) {
    const { seed } = scenario
    const random = (layer: string) => ({
      schedule: stream(seed, `${layer} schedule`),
      faults: stream(seed, `${layer} faults`),
    })
    this.scenario = scenario
    this.scheduler = new Scheduler(stream(seed, 'priorities'), trace)
    const { scheduler, situations } = this
    this.observer = new Observer(scheduler, this.ledger, situations, invariants, () => this.watched())
    this.network = new SimNetwork(scheduler, random('network'), this.observer)
    const wall = () => 1_700_000_000_000 + scheduler.now
    this.database = new SimDatabase(scheduler, random('database'), wall, situations)
    this.hub = new SimHub(random('bus'), situations)
    const { database, hub, observer } = this
    this.intentions = new Intentions((documentId) => (database.model.document(documentId)?.nextReplica ?? 1) - 1)
    this.nodes = Array.from({ length: scenario.nodes }, (_, at) => {
      const random = stream(seed, `node ${at}`)
      const isAlone = scenario.nodes === 1
      return new SimNode(`node ${at + 1}`, { scheduler, database, hub, observer, random, isAlone })
    })
    const members = scenario.cast.filter(({ role }) => role !== 'guest')
    const people = members.map(({ role }, at) => this.#person(at, role))
    this.people = people
    const [owner] = people
    if (!owner) throw new Error('somebody has to own the documents')
    this.documents = Array.from({ length: scenario.documents }, (_, at) => this.#document(owner, `Document ${at + 1}`))
    const { documents, ledger } = this
    const pages = () => this.pages
    const decisions = new Decisions({ scheduler, model: database.model, ledger, situations, people, documents, pages })
    this.links = new LinkSharer(decisions)
    while (people.length < scenario.cast.length) people.push(this.links.admit(`guest ${people.length + 1}`))
    this.pages = scenario.cast.flatMap(({ document, tabs, shared = false }, at) => {
      const devices = Array.from({ length: shared ? 1 : tabs }, (_, number) => this.#device(at, number))
      return Array.from({ length: tabs }, (_, tab) => {
        return this.#page(at, tab, this.documents[document], devices[shared ? 0 : tab])
      })
    })
    this.administrator = new Administrator(decisions)
    this.accounts = new Accounts(decisions)
    this.inviter = new Inviter(decisions)
    this.requester = new Requester(decisions)
    this.lender = new Lender(decisions)
    this.programs = new Programs(this)
  }

  get devices(): readonly SimDevice[] {
    return [...new Set(this.pages.map(({ device }) => device))]
  }

  /** Has something happen in `ms`, unless all is healed by then. */
  inChaos(ms: number, what: string, happen: () => void): void {
    if (this.scheduler.now + ms < this.scenario.chaosMs) this.scheduler.after(ms, what, happen)
  }

  /** What invariants see. */
  watched(): Watched {
    return {
      now: this.scheduler.now,
      model: this.database.model,
      ledger: this.ledger,
      people: this.people,
      documents: this.documents,
      pages: this.pages,
      devices: this.endings,
      errors: this.observer.errors,
      intentions: this.intentions,
      exhausted: this.scheduler.exhausted,
      reference: (documentId) => this.#referenceOf(documentId),
    }
  }

  #referenceOf(documentId: string): Reference {
    const known = this.#references.get(documentId) ?? new Reference()
    this.#references.set(documentId, known)
    return known
  }

  #person(at: number, startRole: Person['startRole']): Person {
    const name = `${startRole} ${at + 1}`
    const email = `person${at + 1}@example.com`
    const password = 'a long enough phrase 4711'
    const { accounts } = this.database.model
    const { userId } = accounts.signUp({ email, name, password })
    const signInId = accounts.signIn({ email, password, agent: 'a browser' })?.signInId ?? null
    return { userId, name, email, startRole, password, signInId, tokenId: null, disabled: false }
  }

  #document({ userId: ownerId }: Person, title: string): string {
    const { model } = this.database
    const owner = { userId: ownerId }
    const { id } = model.documents.create(owner, { title })
    this.ledger.setTitle(id, title)
    this.ledger.setRole(id, ownerId, 'owner', 0)
    for (const { startRole, email, userId } of this.people) {
      if (startRole !== 'editor' && startRole !== 'viewer') continue
      model.people.add(owner, id, { email, role: startRole })
      this.ledger.setRole(id, userId, startRole, 0)
    }
    return id
  }

  #device(at: number, number: number): SimDevice {
    const name = `${this.people[at]?.name} device ${number + 1}`
    const { seed } = this.scenario
    const random = { schedule: stream(seed, `${name} schedule`), faults: stream(seed, `${name} faults`) }
    return new SimDevice(name, this.scheduler, random, this.observer, this.situations)
  }

  #page(at: number, tab: number, documentId: string | undefined, device: SimDevice | undefined): SimPage {
    const person = this.people[at]
    if (!person || !device || documentId === undefined) {
      throw new Error('the cast names somebody or something that is not there')
    }
    const name = `${person.name} tab ${tab + 1}`
    const choices = stream(this.scenario.seed, `${name} choices`)
    const { scheduler, network, nodes } = this
    const newestBuild = () => this.newestBuild
    return new SimPage(name, person, documentId, device, { scheduler, network, nodes, newestBuild, choices })
  }
}
