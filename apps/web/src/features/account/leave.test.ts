import { beforeEach, expect, test, vi } from 'vitest'

const { signOut, leaveDevice, forgetPerson, toast, assign } = vi.hoisted(() => ({
  signOut: vi.fn(async (): Promise<{ url?: string }> => ({ url: '/' })),
  leaveDevice: vi.fn(async () => {}),
  forgetPerson: vi.fn(),
  toast: vi.fn(),
  assign: vi.fn(),
}))
vi.mock('next-auth/react', () => ({ signOut }))
vi.mock('@tandem/client/browser', () => ({ leaveDevice }))
vi.mock('#lib/this-person.ts', () => ({ forgetPerson, recallPerson: () => ({ id: 'alice', name: 'Alice' }) }))
vi.mock('#ui/toast.tsx', () => ({ toast }))
vi.stubGlobal('location', { assign })
const { leave } = await import('./leave.ts')

beforeEach(() => {
  vi.clearAllMocks()
  vi.spyOn(console, 'warn').mockImplementation(() => {})
})

test('who signs out leaves nothing here, and the page', async () => {
  await leave()
  expect(leaveDevice).toHaveBeenCalledWith('alice')
  expect([forgetPerson, assign, toast].map(({ mock }) => mock.calls.length)).toEqual([1, 1, 0])
})

test.each([
  ['does not answer', () => Promise.reject(new TypeError('fetch failed'))],
  ['says that they are still signed in', async () => ({})],
])('whose server %s is told so, and keeps what this device has', async (_, answer) => {
  signOut.mockImplementationOnce(answer)
  await leave()
  expect(toast).toHaveBeenCalledOnce()
  expect([leaveDevice, forgetPerson, assign].map(({ mock }) => mock.calls.length)).toEqual([0, 0, 0])
})

test('what can’t be taken from the device is shown to nobody without a network, and keeps nobody here', async () => {
  leaveDevice.mockRejectedValueOnce(new Error('blocked'))
  await leave()
  expect([forgetPerson, assign, toast].map(({ mock }) => mock.calls.length)).toEqual([1, 1, 0])
})
