import { connect, type Database } from '@tandem/db'
import { databaseName } from '../../scripts/database.mjs'
import { migrate } from '../../scripts/migrate.mjs'
import { freePort } from '../../scripts/ports.mjs'
import { ensureDatabase } from '../../scripts/postgres.mjs'
import { inRoot } from '../../scripts/root.mjs'
import { writeRunFile } from '../../scripts/run-file.mjs'
import { readSecrets } from '../../scripts/secrets.mjs'
import { temporaryData } from '../../scripts/temporary-data.mjs'
import type { Recorder } from '../history/recorder.ts'
import { Disk } from './disk.ts'
import { Postgres, type ProcessId } from './postgres.ts'
import { Redis } from './redis.ts'
import { ServerNode } from './server-node.ts'
import { TcpProxy } from './tcp-proxy.ts'

/** The site that people come from: the nodes let nobody else in. */
export const origin = 'http://localhost:3000'

/** What a world is built of. */
export type WorldOptions = {
  readonly nodes: 1 | 2
  /** The built server's program. */
  readonly program: string
  /** The migrations to apply; those of the product when it is not given. */
  readonly migrations?: string | undefined
  readonly recorder: Recorder
  readonly log: (line: string) => void
  /** Where the nodes' own logs go: they stay, beside the history. */
  readonly logFolder: string
  /** True: the database is on a disk that can be filled. */
  readonly smallDisk: boolean
}

/** A node, and the networks around it. */
export type Place = {
  readonly node: ServerNode
  /** Between people and the node. */
  readonly door: TcpProxy
  /** Between the node and the database. */
  readonly databaseLine: TcpProxy
  /** Between the node and Redis; null: there is none. */
  readonly redisLine: TcpProxy | null
  /** Where its metrics are. */
  readonly metricsPort: number
}

/** Everything that faults are done to. */
export type World = {
  readonly postgres: Postgres
  readonly redis: Redis | null
  readonly places: readonly Place[]
  readonly disk: Disk | null
  /** Past every proxy: what the web app would do, and what the checker wants to know. */
  readonly db: Database
  readonly databaseUrl: string
  readonly ticketSecret: string
  readonly urls: readonly string[]
  /** Resolves when everything runs. */
  ready(): Promise<void>
  close(): Promise<void>
}

/** Starts everything on a data folder that goes with it, whatever way this process ends. */
export async function buildWorld(options: WorldOptions): Promise<World> {
  const data = temporaryData()
  const undo: (() => Promise<void> | void)[] = [() => data.remove()]
  const close = async () => {
    for (let step = undo.pop(); step; step = undo.pop()) await step()
  }
  try {
    return { ...(await buildParts(options, data.folder, undo)), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function buildParts(
  { nodes, program, migrations, recorder, log, logFolder, smallDisk }: WorldOptions,
  folder: string,
  undo: (() => Promise<void> | void)[],
): Promise<Omit<World, 'close'>> {
  const disk = smallDisk ? Disk.mount() : null
  if (disk) undo.push(() => disk.unmount())
  const dataDir = disk?.folder ?? folder
  const running = new Map<string, ProcessId>()
  const note = (name: string, id: ProcessId) => {
    running.set(name, id)
    writeRunFile(folder, { others: [...running.values()] })
  }
  const postgres = await Postgres.start(dataDir, (id) => note('postgres', id))
  undo.push(() => postgres.stop())
  await ensureDatabase(postgres, databaseName)
  const databaseUrl = postgres.url(databaseName)
  await migrate(databaseUrl, migrations)
  const redis = nodes > 1 ? await Redis.start(log) : null
  if (redis) undo.push(() => redis.stop())
  const { ticketSecret } = readSecrets(folder)

  const places: Place[] = []
  for (let number = 1; number <= nodes; number++) {
    const name = `node ${number}`
    const port = await freePort()
    const metricsPort = await freePort()
    const door = await TcpProxy.open(() => port)
    undo.push(() => door.close())
    const databaseLine = await TcpProxy.open(() => postgres.port)
    undo.push(() => databaseLine.close())
    const redisLine = redis && (await TcpProxy.open(() => redis.port))
    if (redisLine) undo.push(() => redisLine.close())
    const url = new URL(databaseUrl)
    url.port = String(databaseLine.port)
    const node = new ServerNode({
      name,
      port,
      program,
      env: {
        ...plainEnvironment(),
        NODE_ENV: 'production',
        DATABASE_URL: url.href,
        COLLAB_PORT: String(port),
        METRICS_PORT: String(metricsPort),
        TICKET_SECRET: ticketSecret,
        WEB_ORIGIN: origin,
        ...(redis && redisLine ? { REDIS_URL: redis.urlAt(redisLine.port) } : {}),
        CHAOS_CLOCK_SHIFT_MS: String(number % 2 === 0 ? dayMs : -dayMs),
        CHAOS_NODE: String(number),
      },
      logFolder,
      preload: inRoot('chaos/world/clock-shift.mjs'),
      spawned: (id) => note(name, id),
      ended: (how, wanted) => recorder.record({ type: 'info', what: 'exit', process: name, how, wanted }),
    })
    undo.push(() => node.stop())
    await node.start()
    places.push({ node, door, databaseLine, redisLine, metricsPort })
  }
  const db = connect(databaseUrl)
  undo.push(() => db.close())
  return {
    postgres,
    redis,
    places,
    disk,
    db,
    databaseUrl,
    ticketSecret,
    urls: places.map(({ door }) => `http://127.0.0.1:${door.port}`),
    ready: async () => {
      await Promise.all(places.map(({ node }) => node.ready()))
    },
  }
}

const dayMs = 86_400_000

/** What a program needs to run at all: a person's own settings are none of a run's business. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env
  return { PATH, HOME, TMPDIR, LOG_LEVEL: 'warn' }
}
