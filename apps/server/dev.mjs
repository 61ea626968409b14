// Bundles the server anew at every change and starts it again, for `npm run dev`. Beside `dist/`, which a running
// `npm start` uses.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { context } from 'esbuild'
import { buildOptions } from './build-options.mjs'

const outdir = 'dist/dev'

/** @type {import('node:child_process').ChildProcess | undefined} */
let server

async function restart() {
  if (server && server.exitCode === null && server.signalCode === null) {
    const ended = once(server, 'exit')
    server.kill('SIGTERM')
    await ended
  }
  server = spawn(process.execPath, ['--enable-source-maps', `${outdir}/main.js`], { stdio: 'inherit' })
}

const restartAfterBuild = {
  name: 'restart-after-build',
  /** @param {import('esbuild').PluginBuild} build */
  setup({ onEnd }) {
    // A build that failed has said why; the last good one goes on running.
    onEnd(async ({ errors }) => {
      if (errors.length === 0) await restart()
    })
  },
}

const plugins = [...(buildOptions.plugins ?? []), restartAfterBuild]
const watching = await context({ ...buildOptions, outdir, plugins })
await watching.watch()
