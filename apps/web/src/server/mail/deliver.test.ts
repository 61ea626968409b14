import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it } from 'vitest'
import { deliverBySmtp } from './deliver-by-smtp.ts'
import { deliverToFolder } from './deliver-to-folder.ts'

const from = 'Tandem <no-reply@tandem.example>'
const link = `https://tandem.example/reset-password#${'x'.repeat(43)}`
const mail = {
  to: 'alice@example.test',
  subject: 'Hello',
  text: `Hello Alice,\n\nset a password:\n${link}\n`,
  html: `<p>Hello Alice</p><a href="${link}">Set a password</a>`,
}

/** A mail server that takes everything but `refused`, and what it was told. */
async function mailServer(refused = '') {
  const said: string[] = []
  const server = createServer((socket) => {
    let inMessage = false
    const answer = (line: string) => void socket.write(`${line}\r\n`)
    answer('220 hello')
    createInterface({ input: socket }).on('line', (line) => {
      said.push(line)
      if (inMessage) {
        if (line !== '.') return
        inMessage = false
        return answer('250 taken')
      }
      if (line === 'DATA') {
        inMessage = true
        return answer('354 go on')
      }
      answer(refused && line.includes(refused) ? '550 no such person' : '250 ok')
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('it listens on a port')
  const url = `smtp://127.0.0.1:${address.port}`
  return { url, said, [Symbol.asyncDispose]: async () => void (await once(server.close(), 'close')) }
}

it('by a mail server: to that person alone, from us, as text and HTML', async () => {
  await using server = await mailServer()
  await deliverBySmtp(server.url, from)(mail)
  expect(server.said.filter((line) => /^(MAIL FROM|RCPT TO)/.test(line))).toEqual([
    expect.stringContaining('<no-reply@tandem.example>'),
    'RCPT TO:<alice@example.test>',
  ])
  const message = server.said.join('\n')
  expect(message).toContain('multipart/alternative')
  expect(message).toContain('Auto-Submitted: auto-generated')
})

it('F13 a line break in a subject begins no header', async () => {
  await using server = await mailServer()
  await deliverBySmtp(server.url, from)({ ...mail, subject: 'Héllo\r\nBcc: mallory@example.test' })
  expect(server.said.filter((line) => /^Bcc/i.test(line))).toEqual([])
})

it('a mail server that refuses is an error', async () => {
  await using server = await mailServer('alice')
  await expect(deliverBySmtp(server.url, from)(mail)).rejects.toMatchObject({ responseCode: 550 })
})

it('into a folder: one file each that can be read, for its owner alone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tandem-mail-'))
  try {
    const files: string[] = []
    const deliver = deliverToFolder(join(folder, 'mail'), (file) => files.push(file))
    await deliver(mail)
    await deliver(mail)
    expect((await readdir(join(folder, 'mail'))).map((name) => join(folder, 'mail', name))).toEqual(files.toSorted())
    expect(files).toHaveLength(2)
    const text = await readFile(files[0] ?? '', 'utf8')
    expect(text).toBe(`To: ${mail.to}\nSubject: Hello\n\n${mail.text}`)
    expect((await stat(files[0] ?? '')).mode & 0o777).toBe(0o600)
  } finally {
    await rm(folder, { recursive: true })
  }
})
