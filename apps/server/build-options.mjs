import { readFileSync } from 'node:fs'

const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'))
const declared = Object.keys(dependencies).filter((name) => !name.startsWith('@tandem/'))

/**
 * How the server and the snapshot thread's program are bundled. What this package declares stays outside and is resolved at
 * run time; our own packages are TypeScript source and go in, with whatever only they depend on.
 * @type {import('esbuild').BuildOptions}
 */
export const buildOptions = {
  entryPoints: { main: 'src/main.ts', 'snapshot-worker': 'src/storage/snapshot-worker.ts' },
  bundle: true,
  external: declared.flatMap((name) => [name, `${name}/*`]),
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  // What our own packages bring along may be CommonJS that asks for Node's modules: a module of ours has no `require` by itself.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  logLevel: 'warning',
}
