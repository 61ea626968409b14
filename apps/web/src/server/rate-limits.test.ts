import { afterEach, beforeEach, expect, it, vi } from 'vitest'

vi.mock('server-only', () => ({}))
const { admitCode, admitLink, admitMail, admitSignIn, admitSignUp, linkGuesses, mayBeGuest } = await import(
  './rate-limits.ts'
)

const minuteMs = 60_000

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  // Every window ends: each test begins with nothing counted.
  vi.advanceTimersByTime(60 * minuteMs)
  vi.useRealTimers()
})

/** How many of `tries` are admitted. */
async function admitted(tries: number, admit: (at: number) => Promise<boolean>): Promise<number> {
  const answers = await Promise.all(Array.from({ length: tries }, (_, at) => admit(at)))
  return answers.filter((answer) => answer).length
}

it('F4 an account: ten tries a minute, however its address is written', async () => {
  const spellings = ['alice@example.com', ' Alice@Example.com ']
  expect(await admitted(12, (at) => admitSignIn(spellings[at % 2] ?? '', null))).toBe(10)
  expect(await admitSignIn('bob@example.com', null)).toBe(true)
})

it('F4 an account is not locked: who goes on trying waits no longer', async () => {
  await admitted(10, () => admitSignIn('alice@example.com', null))
  vi.advanceTimersByTime(minuteMs - 1)
  expect(await admitted(5, () => admitSignIn('alice@example.com', null))).toBe(0)
  vi.advanceTimersByTime(1)
  expect(await admitted(12, () => admitSignIn('alice@example.com', null))).toBe(10)
})

it('F4 an account under attack from one address is still open from another', async () => {
  await admitted(20, () => admitSignIn('alice@example.com', '203.0.113.1'))
  expect(await admitSignIn('alice@example.com', '203.0.113.1')).toBe(false)
  expect(await admitSignIn('alice@example.com', '203.0.113.2')).toBe(true)
})

it('F4 an address: sixty tries a minute at any accounts', async () => {
  expect(await admitted(80, (at) => admitSignIn(`${at}@example.com`, '203.0.113.1'))).toBe(60)
  expect(await admitSignIn('80@example.com', '203.0.113.2')).toBe(true)
})

it('F4 the server: six hundred tries a minute, and so many keys at most', async () => {
  expect(await admitted(700, (at) => admitSignIn(`${at}@example.com`, `address ${at}`))).toBe(600)
  expect(await admitSignIn('700@example.com', 'address 700')).toBe(false)
  expect(vi.getTimerCount()).toBeLessThanOrEqual(2 * 700 + 1)
})

it('when the server has no tries left, nothing more is remembered', async () => {
  await admitted(600, (at) => admitSignIn(`${at}@example.com`, `address ${at}`))
  const remembered = vi.getTimerCount()
  expect(await admitted(1000, (at) => admitSignIn(`late-${at}@example.com`, `late address ${at}`))).toBe(0)
  expect(vi.getTimerCount()).toBe(remembered)
})

it('tries that are refused use up nothing of the server’s', async () => {
  await admitted(5_000, () => admitSignIn('alice@example.com', '203.0.113.1'))
  expect(await admitSignIn('bob@example.com', '203.0.113.2')).toBe(true)
})

it('accounts: twenty in ten minutes from one address, no more than sign-ins where it is unknown', async () => {
  expect(await admitted(30, (at) => admitSignUp(`${at}@example.com`, '203.0.113.1'))).toBe(20)
  expect(await admitSignUp('carol@example.com', '203.0.113.2')).toBe(true)
  vi.advanceTimersByTime(9 * minuteMs)
  expect(await admitSignUp('dave@example.com', '203.0.113.1')).toBe(false)
  vi.advanceTimersByTime(minuteMs)
  expect(await admitSignUp('dave@example.com', '203.0.113.1')).toBe(true)
  expect(await admitted(12, () => admitSignUp('erin@example.com', null))).toBe(10)
})

it('links: thirty a minute from one address; where none is known, so many that nobody keeps the others out', async () => {
  expect(await admitted(40, () => admitLink('203.0.113.1'))).toBe(30)
  expect(await admitLink('203.0.113.2')).toBe(true)
  expect(await admitted(1300, () => admitLink(null))).toBe(1200)
  expect(await admitLink('203.0.113.3')).toBe(true)
})

it('guests: twenty in ten minutes from one address, three hundred of whom none is known', async () => {
  expect(await admitted(25, () => mayBeGuest('203.0.113.1'))).toBe(20)
  expect(await admitted(400, () => mayBeGuest(null))).toBe(300)
  expect(await mayBeGuest('203.0.113.2')).toBe(true)
})

it('messages: five in a quarter of an hour to one address, whoever asks and however it is written', async () => {
  const spellings = ['alice@example.com', ' Alice@Example.com ']
  expect(await admitted(8, (at) => admitMail(spellings[at % 2] ?? '', `address ${at}`))).toBe(5)
  vi.advanceTimersByTime(15 * minuteMs)
  expect(await admitMail('alice@example.com', null)).toBe(true)
})

it('messages: twenty in ten minutes from one address, and three hundred in all', async () => {
  expect(await admitted(30, (at) => admitMail(`${at}@example.com`, '203.0.113.1'))).toBe(20)
  expect(await admitted(400, (at) => admitMail(`${at}@example.net`, `address ${at}`))).toBe(280)
  expect(await admitMail('late@example.org', '203.0.113.2')).toBe(false)
})

it('codes of a second factor: ten in a quarter of an hour for an account, from anywhere', async () => {
  expect(await admitted(12, (at) => admitCode(at % 2 ? 'alice@example.com' : ' ALICE@example.com'))).toBe(10)
  expect(await admitCode('bob@example.com')).toBe(true)
  vi.advanceTimersByTime(15 * minuteMs)
  expect(await admitCode('alice@example.com')).toBe(true)
})

it('T10 the password of a link: a hundred wrong ones an hour, from wherever they come; another link is another', async () => {
  for (let count = 0; count < 100; count++) {
    expect(await linkGuesses.mayGuess('link')).toBe(true)
    expect(await linkGuesses.countGuess('link')).toBe(true)
  }
  expect([await linkGuesses.mayGuess('link'), await linkGuesses.mayGuess('another')]).toEqual([false, true])
  expect(await linkGuesses.countGuess('link')).toBe(false)
  vi.advanceTimersByTime(60 * minuteMs)
  expect(await linkGuesses.mayGuess('link')).toBe(true)
})
