// Bundles the server and the snapshot thread's program. What this package declares stays outside and is resolved at run
// time; our own packages are TypeScript source and go in, with whatever only they depend on.
import { readFileSync } from 'node:fs'
import { build } from 'esbuild'

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
const declared = Object.keys(dependencies).filter((name) => !name.startsWith('@tandem/'))

await build({
  entryPoints: { main: 'src/main.ts', 'snapshot-worker': 'src/storage/snapshot-worker.ts' },
  outdir: 'dist',
  bundle: true,
  external: declared.flatMap((name) => [name, `${name}/*`]),
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  logLevel: 'warning',
})
