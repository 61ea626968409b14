// Bundles the server and the snapshot thread's program; dependencies stay outside, in node_modules.
import { build } from 'esbuild'
import { buildOptions } from './build-options.mjs'

await build({ ...buildOptions, outdir: 'dist' })
