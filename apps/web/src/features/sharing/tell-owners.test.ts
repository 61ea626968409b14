import { beforeEach, expect, it, vi } from 'vitest'
import type { Mail } from '#server/mail/mail.ts'

const sent: (Mail | null)[] = []
vi.mock('server-only', () => ({}))
vi.mock('#server/mail/send-mail.ts', () => ({
  sendMail: async (make: () => Promise<Mail | null>) => void sent.push(await make()),
}))
vi.mock('#server/env.ts', () => ({ env: () => ({ NEXTAUTH_URL: 'https://tandem.test' }) }))
const { tellOwners } = await import('./tell-owners.ts')

beforeEach(() => {
  sent.length = 0
})

const sam = { name: 'Sam' }
const news = (...owners: string[]) => ({ documentId: 'd', title: 'Plans', owners: owners.map((email) => ({ email })) })

it('A77 who asks for access, also by a link, is told to every owner by mail', async () => {
  tellOwners(sam, news('alice@example.test', 'bob@example.test'))
  await vi.waitFor(() => expect(sent).toHaveLength(2))
  expect(sent.map((mail) => mail?.to)).toEqual(['alice@example.test', 'bob@example.test'])
  expect(sent[0]?.text).toContain('https://tandem.test/d/d')
})

it('A77 and nobody’s mailbox is filled by those who ask', async () => {
  for (let count = 0; count < 22; count++) tellOwners(sam, news('carol@example.test'))
  await vi.waitFor(() => expect(sent).toHaveLength(22))
  expect(sent.filter((mail) => mail !== null)).toHaveLength(20)
})
