import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { chromium } from '@playwright/test'
import { command } from '../../scripts/command.mjs'
import { findBrowser } from '../browser.ts'
import { bundlePage } from './bundle-page.ts'
import { manyLines } from './load.ts'
import { measureContender, measureTyping, type Round } from './measure-contender.ts'
import { measureProduct, type ProductRound } from './product.ts'
import { productRows, rows } from './rows.ts'
import { tandemLoad, tandemPasted } from './tandem-load.ts'
import { yjsLoad, yjsPasted } from './yjs-load.ts'

const contenders = [
  { name: 'Tandem', page: 'tandem-page.ts', load: tandemLoad, pasted: tandemPasted },
  { name: 'y-codemirror.next', page: 'yjs-page.ts', load: yjsLoad, pasted: yjsPasted },
]

/**
 * Measures what an editor costs in real Chromium, Tandem's and one that binds CodeMirror to Yjs, in turns, so that whatever
 * else the machine does meets both; then the application, which has to run. Arguments: how many rounds, and the file for the tables.
 */
await command(async () => {
  const [rounds = '3', file = ''] = process.argv.slice(2)
  // A display would hold every picture back until its next turn, which says nothing of the editor.
  const args = ['--disable-gpu', '--disable-frame-rate-limit', '--disable-gpu-vsync']
  const browser = await chromium.launch({ ...findBrowser(), args })
  try {
    const prepared = []
    for (const { name, page, load, pasted } of contenders) {
      const rounds: Round[] = []
      prepared.push({ name, script: await bundlePage(page), load: load(), long: pasted(manyLines()), rounds })
    }
    for (let round = 1; round <= Number(rounds); round++) {
      for (const { name, script, load, long, rounds } of prepared) {
        console.error(`round ${round}: ${name}`)
        rounds.push(await measureContender(browser, { script, load, long }))
      }
    }
    const [tandem] = prepared
    const product: ProductRound[] = []
    for (let round = 1; round <= Number(rounds); round++) {
      console.error(`round ${round}: the application`)
      const typeBeside = async () =>
        tandem ? (await measureTyping(browser, tandem.script, tandem.load)).keysTogether : []
      product.push(await measureProduct(browser, typeBeside))
    }
    const contended = prepared.map(({ script, load, rounds }) => ({
      scriptBytes: gzipSync(script).length,
      stateBytes: load.state.length,
      rounds,
    }))
    const tables = [
      [['', ...prepared.map(({ name }) => name)], ...rows.map(({ name, tell }) => [name, ...contended.map(tell)])],
      [['', 'measured', 'target'], ...productRows.map(({ name, tell, target }) => [name, tell(product), target])],
    ]
    const about = `Chromium ${browser.version()}; ${rounds} rounds`
    writeFileSync(file, JSON.stringify({ about, tables }))
  } finally {
    await browser.close()
  }
})
