// npm run bench:web [-- --rounds N]: what the editor costs in a browser, beside one that binds CodeMirror to Yjs.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { command } from './command.mjs'
import { setup } from './setup.mjs'
import { tsx } from './tsx.mjs'
import { wholeNumber } from './whole-number.mjs'

const { values } = parseArgs({ options: { rounds: { type: 'string' } } })

await command(async () => {
  const rounds = values.rounds === undefined ? 3 : wholeNumber('rounds', values.rounds)
  await setup({ log: (line) => console.error(line) })
  const { withTestApp } = await import('./test-app.mjs')
  const folder = mkdtempSync(join(tmpdir(), 'tandem-bench-web-'))
  const file = join(folder, 'measured.json')
  try {
    const { code } = await withTestApp((env) => tsx('e2e/bench/main.ts', [String(rounds), file], env))
    if (code !== 0) return code
    // Less than the usual rounds shows that everything works, and is nothing to keep.
    return (await tsx('bench/web.ts', [file, ...(values.rounds === undefined ? [] : ['--print'])])).code
  } finally {
    rmSync(folder, { recursive: true })
  }
})
