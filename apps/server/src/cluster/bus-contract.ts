import { describe, expect, test } from 'vitest'
import type { Bus } from './bus.ts'

/** Two nodes' buses, a stranger who can say what they like, and a way to take the connections away. */
export type BusStage = AsyncDisposable & {
  readonly A: Bus
  readonly B: Bus
  /** Says something on a channel, without a bus. */
  shout(channel: string, message: Uint8Array): Promise<void>
  /** Takes the nodes' connections away; nothing comes back before `heal`. */
  cut(): Promise<void>
  heal(): void
}

/** What everything that stands on a bus relies on, whatever carries it. */
export function busContract(name: string, setUp: () => Promise<BusStage>): void {
  const bytes = (...values: number[]) => new Uint8Array(values)

  describe(`${name}: U1 messages`, () => {
    test('go to everybody who listens on the channel, to nobody else, byte for byte', async () => {
      await using stage = await setUp()
      const inX = await ear(stage.B, 'x')
      const inY = await ear(stage.B, 'y')
      const everyByte = Uint8Array.from({ length: 256 }, (_, value) => value)
      stage.A.publish('x', everyByte)
      stage.A.publish('y', bytes(1))
      expect(await inX.next()).toEqual(everyByte)
      expect(await inY.next()).toEqual(bytes(1))
      expect([inX.heard.length, inY.heard.length]).toEqual([1, 1])
    })

    test('of one node come in their order', async () => {
      await using stage = await setUp()
      const heard = await ear(stage.B, 'x')
      for (let value = 0; value < 200; value++) stage.A.publish('x', bytes(value))
      for (let value = 0; value < 200; value++) expect(await heard.next()).toEqual(bytes(value))
    })

    test('come to two listeners of one node, until each stops', async () => {
      await using stage = await setUp()
      const first = await ear(stage.B, 'x')
      const second = await ear(stage.B, 'x')
      stage.A.publish('x', bytes(1))
      expect(await first.next()).toEqual(bytes(1))
      expect(await second.next()).toEqual(bytes(1))
      first.stop()
      stage.A.publish('x', bytes(2))
      expect(await second.next()).toEqual(bytes(2))
      expect(first.heard).toEqual([bytes(1)])
    })

    test('come from strangers too', async () => {
      await using stage = await setUp()
      const heard = await ear(stage.B, 'x')
      await stage.shout('x', bytes(6, 6, 6))
      expect(await heard.next()).toEqual(bytes(6, 6, 6))
    })

    test('come again to who stopped listening and listens again at once', async () => {
      await using stage = await setUp()
      const first = await ear(stage.B, 'x')
      first.stop()
      const second = await ear(stage.B, 'x')
      stage.A.publish('x', bytes(1))
      expect(await second.next()).toEqual(bytes(1))
      expect(first.heard).toEqual([])
    })
  })

  describe(`${name}: U2 a lost connection`, () => {
    test('publishing without one does nothing; with a new one every listener is told, and hears again', async () => {
      await using stage = await setUp()
      const inX = await ear(stage.B, 'x')
      const inY = await ear(stage.B, 'y')
      await connected(stage.A)
      await stage.cut()
      expect([stage.A.connected, stage.B.connected]).toEqual([false, false])
      stage.A.publish('x', bytes(1))
      const whileAway = listenTo(stage.B, 'z')
      stage.heal()
      for (const listening of [inX, inY]) await listening.activeTimes(2)
      await whileAway.activeTimes(1)
      await connected(stage.A)
      for (const channel of ['x', 'y', 'z']) stage.A.publish(channel, bytes(2))
      for (const listening of [inX, inY, whileAway]) {
        expect(await listening.next()).toEqual(bytes(2))
        expect(listening.heard.length).toBe(1)
      }
    })

    test('who stopped listening meanwhile is not told', async () => {
      await using stage = await setUp()
      const gone = await ear(stage.B, 'x')
      const stays = await ear(stage.B, 'y')
      await stage.cut()
      gone.stop()
      stage.heal()
      await stays.activeTimes(2)
      await stage.shout('x', bytes(1))
      await stage.shout('y', bytes(2))
      expect(await stays.next()).toEqual(bytes(2))
      expect(gone.heard).toEqual([])
    })
  })

  test(`${name}: U3 a closed bus is silent, and may be used without harm`, async () => {
    await using stage = await setUp()
    const heard = await ear(stage.A, 'x')
    const other = await ear(stage.B, 'x')
    await stage.A.close()
    stage.A.publish('x', bytes(1))
    heard.stop()
    await stage.shout('x', bytes(2))
    expect(await other.next()).toEqual(bytes(2))
    expect(heard.heard).toEqual([])
    expect(stage.A.connected).toBe(false)
  })
}

/** Listens, and is there as soon as messages come. */
async function ear(bus: Bus, channel: string) {
  const listening = listenTo(bus, channel)
  await listening.activeTimes(1)
  return listening
}

function listenTo(bus: Bus, channel: string) {
  const heard: Uint8Array[] = []
  let read = 0
  let active = 0
  let wake = () => {}
  const until = async (holds: () => boolean) => {
    while (!holds()) {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
  const stop = bus.listen(channel, {
    message(bytes) {
      heard.push(Uint8Array.from(bytes))
      wake()
    },
    active() {
      active++
      wake()
    },
  })
  return {
    heard,
    stop,
    activeTimes: (times: number) => until(() => active >= times),
    async next(): Promise<Uint8Array | undefined> {
      await until(() => heard.length > read)
      return heard[read++]
    },
  }
}

/** Resolves when a bus is connected: it knows so as soon as it listens. */
async function connected(bus: Bus): Promise<void> {
  const listening = await ear(bus, 'connected?')
  listening.stop()
  await expect.poll(() => bus.connected).toBe(true)
}
