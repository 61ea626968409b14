// npm run size: what each entry point of @tandem/crdt weighs as JavaScript (minified, gzip), and how much each page fetches until
// it rests (the editor also: until one can write), in a browser that has never been here. Fails when a page fetches more than it may.
import { readFile } from 'node:fs/promises'
import { command } from './command.mjs'
import { inRoot } from './root.mjs'
import { setup } from './setup.mjs'

await command(async () => {
  await setup({ log: (line) => console.error(line) })
  const { packageSizes } = await import('./package-size.mjs')
  for (const { name, bytes, added } of await packageSizes('packages/crdt')) {
    const note = name === '.' ? ', at most 15' : ` (${kilobytes(added / 1024).trim()} more than @tandem/crdt)`
    console.log(`${kilobytes(bytes / 1024)} KB  @tandem/crdt${name.slice(1)}${note}`)
  }
  const { withTestApp } = await import('./test-app.mjs')
  const { playwright } = await import('./playwright.mjs')
  const args = ['--project=scenarios', '--reporter=line', 'scenarios/javascript.spec.ts']
  const { code } = await withTestApp((env) => playwright(args, env))
  /** @type {{ name: string, kilobytes: number, most: number }[]} */
  const pages = JSON.parse(await readFile(inRoot('test-results/javascript.json'), 'utf8'))
  for (const page of pages) console.log(`${kilobytes(page.kilobytes)} KB  ${page.name}, at most ${page.most}`)
  return code
})

/** @param {number} value */
function kilobytes(value) {
  return value.toFixed(1).padStart(7)
}
