// The work of `npm run fuzz:decoders`. It runs under tsx, because it imports the source of packages.
import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { getHeapStatistics } from 'node:v8'
import * as crdt from '../packages/crdt/src/fuzz/damage.ts'
import { writtenBytes } from '../packages/crdt/src/fuzz/written-bytes.ts'
import { damaged, Prng } from '../packages/crdt/src/testing/index.ts'
import * as protocol from '../packages/protocol/src/fuzz/damage.ts'
import { command } from './command.mjs'
import { wholeNumber } from './whole-number.mjs'

const usage = `Damaged bytes for everything that reads bytes, and what refusing them costs.

  npm run fuzz:decoders -- [options]

  --inputs N   for each decoder (default 20000)
  --seed S     the same bytes again

It fails when bytes are neither refused with the error that is expected nor read as what is written in the same bytes, and when
a refusal takes more than 1 ms or 1 MB.`

const maxMs = 1
const maxBytes = 2 ** 20
/** A slow one is tried again, so often: what is slow by chance, because something else ran, is not slow each time. */
const attempts = 10
/** Before anything counts: code that has hardly run is slow. */
const warmUps = 1_000
/** Inputs that are made from the same written bytes. */
const round = 500

/** @typedef {{ readonly name: string, written(seed: number): Promise<readonly Uint8Array[]>, try(bytes: Uint8Array): Promise<string> | string }} Decoder */

/** @type {readonly Decoder[]} */
const decoders = [
  ...crdt.decoders.map((name) => ({
    name,
    written: async (/** @type {number} */ seed) => writtenBytes(seed)[name],
    try: (/** @type {Uint8Array} */ bytes) => crdt.tryDecoder(name, bytes),
  })),
  ...protocol.decoders.map((name) => ({
    name,
    written: async (/** @type {number} */ seed) => (await protocol.writtenBytes(seed))[name],
    try: (/** @type {Uint8Array} */ bytes) => protocol.tryDecoder(name, bytes),
  })),
]

await command(async () => {
  const { values } = parseArgs({
    options: {
      inputs: { type: 'string', default: '20000' },
      seed: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    console.log(usage)
    return 0
  }
  const inputs = wholeNumber('inputs', values.inputs)
  const seed = values.seed === undefined ? 1 + randomInt(2 ** 31 - 2) : wholeNumber('seed', values.seed)
  console.log(`--seed ${seed}\n`)
  console.log(line(['decoder', 'inputs', 'refused', 'read', 'slowest', 'largest']))
  let isClean = true
  for (const decoder of decoders) isClean = (await fuzz(decoder, inputs, seed)) && isClean
  console.log(isClean ? '\nnothing found' : `\nFOUND: see above (--seed ${seed})`)
  return isClean ? 0 : 1
})

/**
 * @param {Decoder} decoder
 * @param {number} inputs
 * @param {number} seed
 * @returns {Promise<boolean>} whether all went as it must
 */
async function fuzz(decoder, inputs, seed) {
  const prng = new Prng(seed)
  const most = { ms: 0, bytes: 0 }
  let [refused, read, failures] = [0, 0, 0]
  /** @type {readonly Uint8Array[]} */
  let written = []
  for (let count = -warmUps; count < inputs; count++) {
    if (count % round === 0) written = await decoder.written(prng.int(2 ** 31))
    const bytes = damaged(prng, prng.pick(written), prng.pick(written))
    try {
      if ((await decoder.try(bytes)) === 'read') {
        if (count >= 0) read++
        continue
      }
    } catch (error) {
      failures++
      console.log(error instanceof Error ? error.message : error)
      continue
    }
    if (count < 0) continue
    refused++
    const cost = await costOf(decoder, bytes)
    most.ms = Math.max(most.ms, cost.ms)
    most.bytes = Math.max(most.bytes, cost.bytes)
    if (cost.ms <= maxMs && cost.bytes <= maxBytes) continue
    failures++
    console.log(`${decoder.name} ${Buffer.from(bytes).toString('hex')}: ${cost.ms.toFixed(2)} ms, ${cost.bytes} bytes`)
  }
  const [slowest, largest] = [`${most.ms.toFixed(2)} ms`, `${Math.round(most.bytes / 1024)} KB`]
  console.log(line([decoder.name, inputs, refused, read, slowest, largest]))
  return failures === 0
}

/**
 * What it costs to refuse bytes, at least: the cheapest attempt, as soon as one is cheap enough.
 * @param {Decoder} decoder
 * @param {Uint8Array} bytes
 */
async function costOf(decoder, bytes) {
  const least = { ms: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY }
  for (let rest = attempts; rest > 0 && (least.ms > maxMs || least.bytes > maxBytes); rest--) {
    const before = memoryInUse()
    const startedAt = performance.now()
    await decoder.try(bytes)
    least.ms = Math.min(least.ms, performance.now() - startedAt)
    const taken = memoryInUse() - before
    // Less than before: garbage was collected in between, and nothing can be said.
    if (taken >= 0) least.bytes = Math.min(least.bytes, taken)
  }
  return least
}

function memoryInUse() {
  const { used_heap_size: heap, external_memory: outside } = getHeapStatistics()
  return heap + outside
}

/** @param {readonly (string | number)[]} cells */
function line([name = '', ...cells]) {
  return String(name).padEnd(18) + cells.map((cell) => String(cell).padStart(10)).join('')
}
