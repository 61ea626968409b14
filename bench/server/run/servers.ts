import { join } from 'node:path'
import { collabPart } from '../../../scripts/app-parts.mjs'
import { freePort } from '../../../scripts/ports.mjs'
import { inRoot } from '../../../scripts/root.mjs'
import { type ContenderName, contenders } from '../contenders.ts'
import { type BenchDatabase, webPort } from './database.ts'
import { type RunningServer, type ServerProgram, startServer } from './server-process.ts'

/** Where the programs of this run are. */
export type Programs = {
  /** The folder of what was bundled: the peers' servers, the probe, the load. */
  readonly folder: string
  /** Tandem's server, built. */
  readonly tandem: string
}

/** Starts a contender's server, in a process of its own. */
export async function startContender(
  name: ContenderName,
  programs: Programs,
  database: BenchDatabase,
  signal: AbortSignal,
): Promise<RunningServer> {
  const { server } = contenders[name]
  const program = server === null ? await tandem(programs, database) : peer(server, programs, database)
  return startServer(program, join(programs.folder, 'probe.mjs'), signal)
}

/**
 * Everybody comes from one address at once here, and types as fast as it goes: what protects a server from exactly that is
 * lifted. What bounds the memory for each reader, and what sheds load, is as always.
 */
const limits = [
  'connectionsPerAddress=10000',
  'newConnectionsPerSecond=10000',
  'newConnectionBurst=10000',
  'pushesPerSecond=100000',
  'pushBurst=100000',
  'charactersPerSecond=10000000',
  'characterBurst=10000000',
  'documentChangesPerSecond=1000000',
].join(',')

/** As `npm start` runs it, apart from the log, which says nothing. */
async function tandem(programs: Programs, { url, secrets }: BenchDatabase): Promise<ServerProgram> {
  const collabPort = await freePort()
  const metricsPort = await freePort()
  const part = collabPart({ databaseUrl: url, secrets, webPort, collabPort, metricsPort, dev: false })
  return {
    file: programs.tandem,
    cwd: part.cwd,
    env: { ...part.env, LOG_LEVEL: 'error', COLLAB_LIMITS: limits },
    nodeArgs: part.args.slice(0, -1),
    url: `http://127.0.0.1:${collabPort}`,
    readyUrl: part.healthUrl,
  }
}

function peer(server: string, { folder }: Programs, { relayUrl }: BenchDatabase): ServerProgram {
  return {
    file: join(folder, `${server}.mjs`),
    cwd: inRoot('bench'),
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: relayUrl },
    nodeArgs: [],
    url: null,
    readyUrl: null,
  }
}
