// @vitest-environment jsdom
import { EditorSelection, EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { describe, expect, test, vi } from 'vitest'
import { collaboration } from './collaboration.ts'
import { type EditorPair, editorPair, settled, TestEditor } from './testing/editor-pair.ts'
import { docOf, MemorySession, Wire } from './testing/memory-session.ts'

describe('text', () => {
  test('goes from each editor to the other', async () => {
    using pair = await editorPair('one\ntwo')
    const { a, b, flush } = pair
    a.type(3, '!')
    b.erase(0, 1)
    b.type(6, '?')
    flush()
    expect(a.text).toBe('ne!\ntwo?')
  })

  test('the same position: both texts whole, both editors equal', async () => {
    using pair = await editorPair('()')
    const { a, b, flush } = pair
    a.type(1, 'aaa')
    b.type(1, 'bbb')
    flush()
    expect(['(aaabbb)', '(bbbaaa)']).toContain(a.text)
  })

  test('many changes and cursors in one transaction', async () => {
    using pair = await editorPair('a\nb\nc')
    const { a, b, flush } = pair
    a.view.dispatch({ changes: [0, 2, 4].map((from) => ({ from, insert: '// ' })) })
    flush()
    expect(b.text).toBe('// a\n// b\n// c')
  })

  test('A52 line breaks of every kind become LF, U+2028 stays a character', async () => {
    using pair = await editorPair()
    const { a, b, flush } = pair
    a.view.dispatch({ changes: { from: 0, insert: a.view.state.toText('1\r\n2\r3\n4\u20285') } })
    flush()
    expect(b.text).toBe('1\n2\n3\n4\u20285')
  })

  test('A52 a carriage return that came from elsewhere does not shift positions', async () => {
    using pair = await editorPair('1\r\n2')
    const { a, b, flush } = pair
    a.type(4, '!')
    flush()
    expect(b.text).toBe('1\r\n2!')
    expect(b.view.state.doc.length).toBe(5)
  })

  test('A51 nobody can cut an emoji', async () => {
    using pair = await editorPair('🔴👷‍♀️')
    const { a, b, flush } = pair
    a.type(1, 'x')
    b.erase(2, 3)
    flush()
    expect(a.text).toBe('🔴x\u200d♀️')
  })

  test('half a character is replaced on both sides, and undone as one', async () => {
    using pair = await editorPair('ab')
    const { a, b, flush } = pair
    a.type(1, '\ud83d')
    flush()
    expect(b.text).toBe('a\ufffdb')
    a.undo()
    flush()
    expect(b.text).toBe('ab')
  })

  test('a session that answers at once finds the editor updating, and is heard after', async () => {
    using pair = await editorPair('base')
    const { a, b, flush, wire } = pair
    b.type(0, 'B')
    a.session.onEdit = () => {
      a.session.onEdit = null
      wire.deliver(a.session)
    }
    a.type(4, 'x')
    // Still behind: a second local edit is placed where it belongs all the same.
    a.type(5, 'y')
    expect(a.text).toBe('basexy')
    await settled()
    expect(a.text).toBe('Bbasexy')
    flush()
  })

  test('an edit that the session refuses does not stay on the screen', async () => {
    using pair = await editorPair('kept')
    const { a, flush } = pair
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    a.session.onEdit = () => {
      throw new Error('full')
    }
    a.session.edit = () => {
      throw new Error('full')
    }
    a.type(0, 'x')
    await settled()
    expect(a.text).toBe('kept')
    expect(logged).toHaveBeenCalled()
    logged.mockRestore()
    flush()
  })

  test('A40 text that comes in right at my caret lands behind it', async () => {
    using pair = await editorPair('ab')
    const { a, b, flush } = pair
    a.select(1)
    b.type(1, 'XYZ')
    flush()
    expect(a.view.state.selection.main.head).toBe(1)
  })
})

describe('open', () => {
  test('shows the whole text once a document is there, and only then lets write', async () => {
    const session = new MemorySession(new Wire(), null)
    session.writable = false
    const editor = new TestEditor(session)
    await settled()
    expect(editor.view.state.readOnly).toBe(true)
    session.writable = true
    session.open(docOf(1, 'hello'))
    await settled()
    expect(editor.text).toBe('hello')
    expect(editor.view.state.readOnly).toBe(false)
    editor.view.destroy()
  })

  test('another document in its place changes only what differs, and is not mine to undo', async () => {
    using pair = await editorPair('one two three')
    const { a } = pair
    a.select(13)
    a.session.open(docOf(3, 'one 2 three'))
    expect(a.text).toBe('one 2 three')
    expect(a.view.state.selection.main.head).toBe(11)
    expect(a.undo()).toBe(false)
  })

  test('an editor made again on the same session shows the same', async () => {
    using pair = await editorPair('same')
    const { a } = pair
    a.view.destroy()
    const again = new TestEditor(a.session)
    await settled()
    again.assertSynced()
    again.type(4, '!')
    again.assertSynced()
    again.view.destroy()
  })
})

describe('my carets', () => {
  const focused = (pair: EditorPair) => pair.a.view.contentDOM.focus()

  test('are told from the first focus on, all ranges, once per task', async () => {
    using pair = await editorPair('one two')
    const { a } = pair
    a.select(1)
    await settled()
    expect(a.session.selected).toEqual([])
    focused(pair)
    await vi.waitFor(() => expect(a.session.selected).toEqual([[{ anchor: 1, head: 1 }]]))
    a.select(2)
    a.select(5, 4)
    await settled()
    expect(a.session.selected.slice(1)).toEqual([[{ anchor: 5, head: 4 }]])
  })

  test('the main one comes first, wherever it is in the text', async () => {
    using pair = await editorPair('one two', EditorState.allowMultipleSelections.of(true))
    const { a } = pair
    focused(pair)
    a.view.dispatch({
      selection: EditorSelection.create(
        [1, 3, 5].map((at) => EditorSelection.cursor(at)),
        1,
      ),
    })
    await settled()
    expect(a.session.selected.at(-1)?.map(({ head }) => head)).toEqual([3, 1, 5])
  })

  test('A33 are told again when others write at them, but not as what I did', async () => {
    using pair = await editorPair('one two')
    const { a, b, flush } = pair
    focused(pair)
    await settled()
    a.select(3)
    await settled()
    const told = a.session.selected.length
    b.type(0, 'far ')
    flush()
    await settled()
    expect(a.session.selected.slice(told)).toEqual([])
    b.type(7, '!')
    flush()
    await settled()
    expect(a.session.selected.slice(told)).toEqual([[{ anchor: 7, head: 7 }]])
    expect(a.session.movedBy.at(-1)).toBe('others')
    a.type(7, 'mine')
    b.type(0, 'x')
    flush()
    await settled()
    expect(a.session.movedBy.at(-1)).toBe('me')
  })
})

describe('read-only', () => {
  test('follows the role live; a reader keeps focus, caret and selection', async () => {
    using pair = await editorPair('text')
    const { a, b, flush } = pair
    a.session.setWritable(false)
    await settled()
    expect(a.view.state.readOnly).toBe(true)
    expect(a.view.contentDOM.getAttribute('contenteditable')).toBe('false')
    expect(a.view.contentDOM.tabIndex).toBe(0)
    a.view.contentDOM.focus()
    expect(a.view.hasFocus).toBe(true)
    a.select(1, 3)
    expect(a.view.state.selection.main.to).toBe(3)
    a.type(0, 'no')
    expect(a.text).toBe('text')
    b.type(0, 'live ')
    flush()
    expect(a.text).toBe('live text')
    a.session.setWritable(true)
    await settled()
    expect(a.view.contentDOM.getAttribute('contenteditable')).toBe('true')
    a.type(0, 'yes ')
    flush()
    expect(b.text).toBe('yes live text')
  })

  test('follows a session that ends', async () => {
    using pair = await editorPair('text')
    const { a } = pair
    a.session.writable = false
    a.session.emit('state', { phase: 'closed', reason: { code: 'auth_required', message: 'Signed out.' } })
    await settled()
    expect(a.view.state.readOnly).toBe(true)
  })

  test('undo changes nothing either', async () => {
    using pair = await editorPair()
    const { a, flush } = pair
    a.type(0, 'mine')
    a.session.setWritable(false)
    await settled()
    a.undo()
    flush()
    expect(a.text).toBe('mine')
  })
})

test('an editor without a session says so', () => {
  expect(() => new EditorView({ extensions: [collaboration] as never })).toThrow()
})
