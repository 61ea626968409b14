import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Admission } from './admission.ts'
import { parseLimits } from './limit-overrides.ts'
import { defaultLimits } from './server-limits.ts'

beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => vi.useRealTimers())

describe('B14 connections from one address', () => {
  test('so many at once, and a place becomes free when one goes', () => {
    const admission = new Admission(parseLimits('connectionsPerAddress=2'))
    const gone = admission.arrive('a')
    expect(admission.arrive('a')).not.toBeNull()
    expect(admission.arrive('a')).toBeNull()
    expect(admission.arrive('b')).not.toBeNull()
    gone?.()
    // However often it is said that it is gone.
    gone?.()
    expect(admission.arrive('a')).not.toBeNull()
    expect(admission.arrive('a')).toBeNull()
  })

  test('twenty new ones in ten seconds, also when the old ones are gone', () => {
    const admission = new Admission(defaultLimits)
    for (let count = 0; count < 20; count++) admission.arrive('a')?.()
    expect(admission.arrive('a')).toBeNull()
    vi.advanceTimersByTime(500)
    expect(admission.arrive('a')).not.toBeNull()
    expect(admission.arrive('a')).toBeNull()
  })

  test('nobody knows where from: only the process has a limit', () => {
    const admission = new Admission(parseLimits('connectionsPerNode=30'))
    const gone = Array.from({ length: 30 }, () => admission.arrive(null))
    expect(gone).not.toContain(null)
    expect(admission.arrive(null)).toBeNull()
    expect(admission.arrive('a')).toBeNull()
    gone[0]?.()
    expect(admission.arrive('a')).not.toBeNull()
  })
})

describe('B14 connections of one person', () => {
  test('so many of a sign-in, so many of all', () => {
    const admission = new Admission(parseLimits('connectionsPerSignIn=2,connectionsPerUser=3'))
    admission.admit('alice', 'phone')
    admission.admit('alice', 'phone')
    expect(() => admission.admit('alice', 'phone')).toThrow(expect.objectContaining({ code: 'too_many_connections' }))
    admission.admit('alice', 'laptop')
    expect(() => admission.admit('alice', 'laptop')).toThrow(expect.objectContaining({ code: 'too_many_connections' }))
    admission.admit('bob', 'phone of bob')
    admission.leave('alice', 'phone')
    admission.admit('alice', 'phone')
    expect(() => admission.admit('alice', 'phone')).toThrow(expect.objectContaining({ code: 'too_many_connections' }))
  })

  test('who joins without end is told to wait, and does not become somebody new by leaving', () => {
    const admission = new Admission(defaultLimits)
    for (let count = 0; count < defaultLimits.joinBurst; count++) {
      admission.admit('alice', 's')
      admission.leave('alice', 's')
    }
    expect(() => admission.admit('alice', 's')).toThrow(expect.objectContaining({ code: 'rate_limited' }))
    vi.advanceTimersByTime(1000 / defaultLimits.joinsPerSecond)
    admission.admit('alice', 's')
  })

  test('all connections of a person share what they may push', () => {
    const admission = new Admission(defaultLimits)
    expect(admission.admit('alice', 'phone')).toBe(admission.admit('alice', 'laptop'))
  })
})
