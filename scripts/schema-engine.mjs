#!/usr/bin/env node
// Takes the place of Prisma's `schema-engine` program, which the Prisma CLI would download. It runs the same engine from
// npm (@prisma/schema-engine-wasm) over `pg` and speaks what the CLI speaks with the program:
//
//   schema-engine [--datasource JSON] cli can-connect-to-database | create-database     an exit code, errors on stderr
//   schema-engine [--datasource JSON] [--datamodels FILE…]                              JSON-RPC, a line each, on stdio
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'
import { parseIntoClientConfig } from 'pg-connection-string'

/** Prisma's error codes for what PostgreSQL answers to a connection; anything else is "can't reach the server". */
const connectionErrors = new Map([
  ['3D000', 'P1003'], // no such database
  ['28P01', 'P1000'], // wrong password
])

const args = process.argv.slice(2)
const connectionString = datasourceUrl()

/** @param {string} flag */
function valuesOf(flag) {
  return args.flatMap((arg, index) => (arg === flag ? (args[index + 1] ?? []) : []))
}

/** @returns {string} */
function datasourceUrl() {
  const [datasource] = valuesOf('--datasource')
  const url = (datasource && JSON.parse(datasource).url) || process.env.DATABASE_URL
  if (!url) throw new Error('no database: set DATABASE_URL')
  return url
}

/** @param {string | undefined} command */
async function runCommand(command) {
  const url = new URL(connectionString)
  const database = decodeURIComponent(url.pathname.slice(1))
  if (command === 'create-database') url.pathname = '/postgres'
  const client = new pg.Client({ connectionString: url.href })
  process.stderr.write('\n') // the CLI leaves the first line out
  try {
    await client.connect()
    if (command === 'create-database') await client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)}`)
    await client.end()
  } catch (error) {
    const { message, code } = describe(error)
    const fields = { message, error_code: connectionErrors.get(code ?? '') ?? 'P1001' }
    const line = { timestamp: new Date().toISOString(), level: 'ERROR', fields, target: 'schema_engine::logger' }
    process.stderr.write(`${JSON.stringify(line)}\n`)
    process.exitCode = 1
  }
}

async function serve() {
  readCatalogueTypesAsText()
  const Engine = loadEngine()
  const adapter = bindMigrationAwareSqlAdapterFactory(new EngineAdapter(engineConfig()))
  const datamodels = valuesOf('--datamodels').map((path) => [path, readFileSync(path, 'utf8')])
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, method, params } = JSON.parse(line)
    if (!method) continue // the answer to a `print` of ours
    try {
      const engine = await Engine.new({ datamodels: datamodels.length ? datamodels : undefined }, () => {}, adapter)
      const result = (await (replacements[method]?.(engine, params) ?? engine[method](params))) ?? {}
      if (method === 'diff' && result.stdout) {
        send({ id: randomUUID(), method: 'print', params: { content: result.stdout } })
      }
      send({ id, result })
    } catch (error) {
      const { message, code, meta } = describe(error)
      const data = { is_panic: false, message, meta: meta ?? null, error_code: code ?? null }
      send({ id, error: { code: 4466, message: 'An error happened. Check the data field for details.', data } })
    }
  }
}

/** @param {object} message */
function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
}

/**
 * @param {unknown} error
 * @returns {{ message: string, code?: string, meta?: unknown }}
 */
function describe(error) {
  return error instanceof Error ? Object.assign({ message: error.message }, error) : { message: String(error) }
}

/** @returns {any} the engine's class: the package declares it only for bundlers */
function loadEngine() {
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm')
  const wasm = readFileSync(entry.replace(/schema_engine\.js$/, 'schema_engine_bg.wasm'))
  /** @type {any} */
  const glue = bindings
  /** @type {any} not in lib ES, nor declared by the types of Node 20 */
  const { WebAssembly } = globalThis
  // Where the engine puts its last words before it aborts.
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: sayPanic } })
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(wasm), { './schema_engine_bg.js': glue })
  glue.__wbg_set_wasm(exports)
  /** @type {any} */
  const start = exports.__wbindgen_start
  start()
  return glue.SchemaEngine
}

/** @param {string} message */
function sayPanic(message) {
  process.stderr.write(`${message}\n`)
}

/** The adapter does not know the catalogues' own types ("char", name, name[]): they are read as text and text[]. */
function readCatalogueTypesAsText() {
  const text = new Map([
    [18, 25],
    [19, 25],
    [1003, 1009],
  ])
  /** @type {any} */
  const result = pg.Result.prototype
  const { addFields } = result
  /** @param {{ dataTypeID: number }[]} fields */
  result.addFields = function (fields) {
    for (const field of fields) field.dataTypeID = text.get(field.dataTypeID) ?? field.dataTypeID
    return addFields.call(this, fields)
  }
}

/** @returns {pg.PoolConfig} */
function engineConfig() {
  // Never as one connection string: the adapter would let it win over the shadow database's name, and the shadow's
  // replay would run on the real database.
  return /** @type {pg.PoolConfig} */ ({ ...parseIntoClientConfig(connectionString), max: 4, idleTimeoutMillis: 100 })
}

/** The adapter, with a shadow database that is made and dropped by hand: its own is dropped while its pool is open. */
class EngineAdapter extends PrismaPg {
  /** @override */
  async connect() {
    return mended(await super.connect())
  }

  /** @override */
  async connectToShadowDb() {
    const admin = new pg.Client(engineConfig())
    await admin.connect()
    const database = `prisma_shadow_${randomUUID()}`
    await admin.query(`CREATE DATABASE ${pg.escapeIdentifier(database)}`)
    const shadow = mended(await new PrismaPg({ ...engineConfig(), database }).connect())
    const dispose = shadow.dispose.bind(shadow)
    shadow.dispose = async () => {
      await dispose()
      await admin.query(`DROP DATABASE ${pg.escapeIdentifier(database)} WITH (FORCE)`)
      await admin.end()
    }
    return shadow
  }
}

/** Catalogue columns of type "char" that the engine takes as single characters, not as text. */
const characterColumns = new Set(['constraint_type', 'confdeltype', 'confupdtype'])

/**
 * What the adapter does in its own way where the engine needs PostgreSQL's.
 * @template {Awaited<ReturnType<PrismaPg['connect']>>} T
 * @param {T} adapter
 * @returns {T} the same
 */
function mended(adapter) {
  const queryRaw = adapter.queryRaw.bind(adapter)
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query)
    const columnTypes = result.columnTypes.map((type, at) =>
      characterColumns.has(result.columnNames[at] ?? '') ? ColumnTypeEnum.Character : type,
    )
    return { ...result, columnTypes }
  }
  // It would cut a script at every semicolon, in comments and in the bodies of functions too.
  adapter.executeScript = async (script) => {
    await adapter.underlyingDriver().query(script)
  }
  return adapter
}

/**
 * What the engine from npm can't do, done with its `diff`, which can: it opens no shadow database of its own in these.
 * So `migrate dev` works; only its warnings about data loss are missing: read the SQL it writes.
 * @type {Record<string, ((engine: any, params: any) => Promise<unknown>) | undefined>}
 */
const replacements = {
  getDatabaseVersion: (engine) => engine.version(),
  evaluateDataLoss: async (engine, params) => ({
    migrationSteps: (await pendingSql(engine, params)) === null ? 0 : 1,
    unexecutableSteps: [],
    warnings: [],
  }),
  createMigration: async (engine, params) => ({
    connectorType: 'postgresql',
    generatedMigrationName: `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}_${params.migrationName}`,
    migrationScript: (await pendingSql(engine, params)) ?? (params.draft ? '-- This is an empty migration.' : null),
    extension: 'sql',
  }),
}

/**
 * @param {any} engine
 * @param {any} params
 * @returns {Promise<string | null>} the SQL from the migrations to the schema; null when they agree
 */
async function pendingSql(engine, { migrationsList, schema, filters }) {
  const from = migrationsList.migrationDirectories.length ? { tag: 'migrations', ...migrationsList } : { tag: 'empty' }
  const to = { tag: 'schemaDatamodel', ...schema }
  const { stdout } = await engine.diff({ from, to, script: true, exitCode: null, filters })
  const sql = String(stdout ?? '')
  return /^\s*(-- This is an empty migration\.)?\s*$/.test(sql) ? null : sql
}

if (args.includes('cli')) await runCommand(args.at(-1))
else await serve()
process.exit() // the adapter's pool would hold the process for a while
