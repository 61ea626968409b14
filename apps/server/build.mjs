// Bundles the server for `npm start`.
import { build } from 'esbuild'
import { buildOptions } from './build-options.mjs'

await build({ ...buildOptions, outdir: 'dist' })
