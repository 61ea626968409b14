// @vitest-environment jsdom
import fc from 'fast-check'
import { test } from 'vitest'
import { holdBack } from './hold-back.ts'
import { syncPlugin } from './sync-plugin.ts'
import { editorPair, type TestEditor } from './testing/editor-pair.ts'

type Step =
  | { readonly kind: 'type' | 'erase'; readonly mine: boolean; readonly at: number }
  | { readonly kind: 'deliver' | 'undo'; readonly mine: boolean }
  | { readonly kind: 'send later' | 'show later'; readonly mine: boolean; readonly on: boolean }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('type' as const, 'erase' as const), mine: fc.boolean(), at: fc.nat(99) }),
  fc.record({ kind: fc.constantFrom('deliver' as const, 'undo' as const), mine: fc.boolean() }),
  fc.record({
    kind: fc.constantFrom('send later' as const, 'show later' as const),
    mine: fc.boolean(),
    on: fc.boolean(),
  }),
)

const sendLater = ({ view }: TestEditor, on: boolean) => view.plugin(syncPlugin)?.sendLater(on)

test('A54 A100 whatever is held up on either way, written and taken back meanwhile: in the end both show the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      using pair = await editorPair('0123456789')
      for (const step of steps) {
        const editor = step.mine ? pair.a : pair.b
        const { length } = editor.text
        switch (step.kind) {
          case 'type':
            editor.type(step.at % (length + 1), 'xy')
            break
          case 'erase':
            editor.erase(step.at % (length + 1), Math.min(length, (step.at % (length + 1)) + 3))
            break
          case 'deliver':
            pair.wire.deliver(editor.session, 1)
            break
          case 'undo':
            editor.undo()
            break
          case 'send later':
            sendLater(editor, step.on)
            break
          case 'show later':
            holdBack(editor.view, step.on)
        }
      }
      for (const editor of [pair.a, pair.b]) {
        sendLater(editor, false)
        holdBack(editor.view, false)
      }
      pair.flush()
    }),
    { numRuns: 80 },
  )
}, 60_000)
