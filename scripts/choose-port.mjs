import { freePort, isFree } from './ports.mjs'

/**
 * The port that a part of the application shall listen on.
 * @param {object} options
 * @param {string} options.variable the setting it comes from
 * @param {number | undefined} options.wanted the port somebody asked for; 0: any free one; undefined: nobody asked
 * @param {number} options.usual taken when nobody asked, if it is free
 * @param {(line: string) => void} options.log
 * @returns {Promise<number>}
 * @throws {Error} when the port that was asked for is busy
 */
export async function choosePort({ variable, wanted, usual, log }) {
  if (wanted === 0) return freePort()
  if (await isFree(wanted ?? usual)) return wanted ?? usual
  if (wanted !== undefined) {
    throw new Error(
      `Port ${wanted} is busy: another program listens there. Stop it, or set ${variable} to another port ` +
        `(without ${variable} a free one is taken).`,
    )
  }
  const port = await freePort()
  log(`Port ${usual} is busy: taking ${port} instead (set ${variable} to choose)`)
  return port
}
