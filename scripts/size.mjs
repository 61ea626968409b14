// npm run size: what each entry point of @tandem/crdt weighs as JavaScript (minified, gzip), and how much the first HTML of each
// page asks for, of a running `npm start` with the people of `npm run seed`. What a page fetches by itself afterwards
// (CodeMirror and a language, toasts) is not in it.
import { gzipSync } from 'node:zlib'
import { command } from './command.mjs'
import { setup } from './setup.mjs'

const base = process.argv[2] ?? `http://localhost:${process.env.PORT || 3000}`

await command(async () => {
  await setup({ upTo: 'install', log: (line) => console.error(line) })
  const { packageSizes } = await import('./package-size.mjs')
  for (const { name, bytes, added } of await packageSizes('packages/crdt')) {
    const note = name === '.' ? ', at most 15' : ` (${kilobytes(added).trim()} more than @tandem/crdt)`
    console.log(`${kilobytes(bytes)} KB  @tandem/crdt${name.slice(1)}${note}`)
  }
  const cookie = await signIn('ada@tandem.test', 'tandem for everyone')
  const documents = await html('/documents', cookie)
  const document = /href="(\/d\/[^"]+)"/.exec(documents)?.[1]
  if (!document) throw new Error('there are no documents: `npm run seed` makes some')
  for (const path of ['/', '/sign-in', '/documents', document]) {
    const page = await html(path, path === '/' || path === '/sign-in' ? '' : cookie)
    const scripts = [...page.matchAll(/<script[^>]*?src="([^"]+)"[^>]*>/g)].filter(([tag]) => !/nomodule/i.test(tag))
    const sizes = await Promise.all(scripts.map(([, source = '']) => size(source)))
    const bytes = sizes.reduce((sum, size) => sum + size, 0)
    console.log(`${kilobytes(bytes)} KB in ${String(sizes.length).padStart(2)} scripts  ${path}`)
  }
})

/** @param {number} bytes */
function kilobytes(bytes) {
  return (bytes / 1024).toFixed(1).padStart(7)
}

/**
 * @param {string} email
 * @param {string} password
 * @returns {Promise<string>} cookies
 */
async function signIn(email, password) {
  const asked = await fetch(`${base}/api/auth/csrf`).catch(() => {
    throw new Error(`nothing answers at ${base}: run \`npm start\` first, or name another address`)
  })
  const { csrfToken } = /** @type {{ csrfToken: string }} */ (await asked.json())
  const answered = await fetch(`${base}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookies(asked), origin: base },
    body: new URLSearchParams({ csrfToken, email, password, json: 'true' }),
  })
  if (!answered.ok) throw new Error(`${email} can't sign in (${answered.status}): \`npm run seed\` makes them`)
  return cookies(answered)
}

/** @param {Response} response */
function cookies(response) {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

/**
 * @param {string} path
 * @param {string} cookie
 */
async function html(path, cookie) {
  const response = await fetch(base + path, { headers: { cookie }, redirect: 'error' })
  return response.text()
}

/** @param {string} source */
async function size(source) {
  const response = await fetch(new URL(source, base))
  return gzipSync(new Uint8Array(await response.arrayBuffer())).length
}
