import { once } from 'node:events'
import { connect } from 'node:net'

/** Says inline commands to a Redis and waits until it has closed the connection behind them. */
export async function commandRedis(port: number, commands: readonly string[]): Promise<void> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {}) // it is not there: so be it
  socket.resume()
  socket.end([...commands, 'QUIT', ''].join('\r\n'))
  await once(socket, 'close')
}
