import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Load } from './load.ts'

const html = `<!doctype html><title>Editor</title>
<style>.cm-editor { height: 860px } .cm-scroller { overflow: auto }</style>
<body><script type="module" src="/page.js"></script>`

/** Serves a page with its document beside it, on loopback, for as long as it is in use. */
export async function servePage(
  script: string,
  { state, steps }: Load,
): Promise<AsyncDisposable & { readonly url: string }> {
  const written = steps.map(({ peer, change, caret }) => ({ peer, change: [...change], caret: [...caret] }))
  const files = new Map<string | undefined, readonly [type: string, content: string | Uint8Array]>([
    ['/', ['text/html', html]],
    ['/page.js', ['text/javascript', script]],
    ['/state', ['application/octet-stream', state]],
    ['/steps', ['application/json', JSON.stringify(written)]],
  ])
  const server = createServer(({ url }, response) => {
    const [type, content] = files.get(url) ?? ['text/plain', '']
    response.setHeader('content-type', type).end(content)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}/`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
