import { inRoot } from './root.mjs'
import { runCommand } from './run-command.mjs'

/**
 * Runs Playwright on e2e/.
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
export const playwright = (args, env) =>
  runCommand(process.execPath, [inRoot('e2e/node_modules/@playwright/test/cli.js'), 'test', ...args], {
    cwd: inRoot('e2e'),
    env,
  })
