// Bundles the server for `npm start`, or for whoever names another folder inside this package.
import { build } from 'esbuild'
import { buildOptions } from './build-options.mjs'

await build({ ...buildOptions, outdir: process.argv[2] ?? 'dist' })
