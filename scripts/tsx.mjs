import { inRoot } from './root.mjs'
import { runCommand } from './run-command.mjs'

/**
 * Runs a TypeScript file.
 * @param {string} file relative to the checkout
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export const tsx = (file, args, env = {}) =>
  runCommand(process.execPath, [inRoot('node_modules/tsx/dist/cli.mjs'), inRoot(file), ...args], { env })
