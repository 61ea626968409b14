// PostgreSQL refuses to run as root. As root it runs in a user namespace in which this same user is called "nobody": its
// files stay root's, so a data folder under /root works. Where the kernel has no user namespaces for us (many containers)
// it becomes the real nobody, and its folder is given to nobody.
import { spawnSync } from 'node:child_process'

const nobody = 65534

/**
 * How to run a program so that it is not root.
 * @typedef {object} PlainUser
 * @property {(command: string, args: readonly string[]) => [command: string, args: string[]]} wrap what to spawn instead
 * @property {{ uid?: number, gid?: number }} spawnOptions to add to spawn's options
 * @property {(folder: string) => void} own makes a folder and all in it the user's
 */

/** @returns {PlainUser} */
export function plainUser() {
  if (process.getuid?.() !== 0) return { wrap: (command, args) => [command, [...args]], spawnOptions: {}, own() {} }
  const namespace = ['--user', `--map-user=${nobody}`, `--map-group=${nobody}`]
  if (spawnSync('unshare', [...namespace, 'true']).status === 0) {
    // `unshare` becomes the program (no fork), so the child's pid is the program's own.
    return { wrap: (command, args) => ['unshare', [...namespace, command, ...args]], spawnOptions: {}, own() {} }
  }
  return {
    wrap: (command, args) => [command, [...args]],
    spawnOptions: { uid: nobody, gid: nobody },
    own(folder) {
      const { status, stderr } = spawnSync('chown', ['-R', `${nobody}:${nobody}`, folder], { encoding: 'utf8' })
      if (status !== 0) throw new Error(`can't give ${folder} to the user "nobody": ${stderr.trim()}`)
    },
  }
}
