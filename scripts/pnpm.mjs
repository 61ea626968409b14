import { readFileSync } from 'node:fs'
import { inRoot } from './root.mjs'
import { runCommand } from './run-command.mjs'

/** What keeps the tools from calling home or asking. */
export const quietTools = {
  NEXT_TELEMETRY_DISABLED: '1',
  TURBO_TELEMETRY_DISABLED: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
  DO_NOT_TRACK: '1',
  CHECKPOINT_DISABLE: '1',
  npm_config_yes: 'true',
  npm_config_update_notifier: 'false',
  npm_config_fund: 'false',
}

/**
 * Runs pnpm at the version that package.json names. npm fetches it into its cache: nothing is installed globally, and what
 * pnpm starts (turbo) finds it on PATH.
 * @param {readonly string[]} args
 * @param {{ output?: 'inherit' | 'capture' }} [options]
 */
export function pnpm(args, { output = 'inherit' } = {}) {
  const { packageManager } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'))
  const viaNpm = ['exec', '--yes', '--loglevel=error', `--package=${packageManager}`, '--', 'pnpm', ...args]
  return runCommand('npm', viaNpm, { output, env: quietTools })
}

/**
 * Runs a turbo task over the workspace.
 * @param {readonly string[]} args
 * @param {{ output?: 'inherit' | 'capture' }} [options]
 */
export const turbo = (args, options) => pnpm(['exec', 'turbo', 'run', ...args], options)
