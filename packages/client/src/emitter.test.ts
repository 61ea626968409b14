import { afterEach, expect, test, vi } from 'vitest'
import { Emitter } from './emitter.ts'

type Events = { word: string; number: number }

afterEach(() => vi.unstubAllGlobals())

test('E1 listeners are called in the order in which they came, with the events that they asked for', () => {
  const emitter = new Emitter<Events>()
  const heard: unknown[] = []
  emitter.on('word', (word) => heard.push(`1 ${word}`))
  emitter.on('number', (number) => heard.push(number))
  emitter.on('word', (word) => heard.push(`2 ${word}`))
  emitter.emit('word', 'a')
  emitter.emit('number', 3)
  expect(heard).toEqual(['1 a', '2 a', 3])
})

test('E2 a listener that ended, or was ended by one before it, hears nothing more', () => {
  const emitter = new Emitter<Events>()
  const heard: string[] = []
  const endFirst = emitter.on('word', (word) => {
    heard.push(`1 ${word}`)
    endFirst()
    endThird()
  })
  emitter.on('word', (word) => heard.push(`2 ${word}`))
  const endThird = emitter.on('word', (word) => heard.push(`3 ${word}`))
  emitter.emit('word', 'a')
  emitter.emit('word', 'b')
  expect(heard).toEqual(['1 a', '2 a', '2 b'])
})

test('E2 one that is added while listeners are called hears the next event first', () => {
  const emitter = new Emitter<Events>()
  const heard: string[] = []
  emitter.on('word', (word) => {
    if (word === 'a') emitter.on('word', (other) => heard.push(other))
  })
  emitter.emit('word', 'a')
  emitter.emit('word', 'b')
  expect(heard).toEqual(['b'])
})

test('E2 a function that listens twice is called twice, and ends one at a time', () => {
  const emitter = new Emitter<Events>()
  const listener = vi.fn()
  const end = emitter.on('word', listener)
  emitter.on('word', listener)
  emitter.emit('word', 'a')
  end()
  end()
  emitter.emit('word', 'b')
  expect(listener.mock.calls).toEqual([['a'], ['a'], ['b']])
})

test('E2 after clear nobody hears anything, not even the rest of the listeners of that moment', () => {
  const emitter = new Emitter<Events>()
  const listener = vi.fn()
  emitter.on('word', () => emitter.clear())
  emitter.on('word', listener)
  emitter.emit('word', 'a')
  emitter.emit('word', 'b')
  expect(listener).not.toHaveBeenCalled()
})

test('E3 a listener that throws stops nobody, and its error is not lost', () => {
  const microtasks: (() => void)[] = []
  vi.stubGlobal('queueMicrotask', (callback: () => void) => microtasks.push(callback))
  const emitter = new Emitter<Events>()
  const listener = vi.fn()
  emitter.on('word', () => {
    throw new Error('mine')
  })
  emitter.on('word', listener)
  emitter.emit('word', 'a')
  expect(listener).toHaveBeenCalledWith('a')
  expect(microtasks).toHaveLength(1)
  expect(() => microtasks[0]?.()).toThrow('mine')
})
