// @vitest-environment jsdom
import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Dialog } from './dialog.tsx'
import { ToastList } from './toast-list.tsx'

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  document.body.innerHTML = '<button id="opener">Share</button><main></main>'
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const element = (selector: string) => document.querySelector<HTMLElement>(selector) ?? expect.fail(selector)
const sharing = { open: true, title: 'Share', children: 'with whom' }

test('Escape closes the dialog that has the focus, and not a toast that came later', async () => {
  const root = createRoot(element('main'))
  const onOpenChange = vi.fn()
  const draw = (toasts: Parameters<typeof ToastList>[0]['toasts']) =>
    act(async () =>
      root.render([
        createElement(Dialog, { key: 'dialog', onOpenChange, ...sharing }),
        createElement(ToastList, { key: 'toasts', toasts, onDismiss: () => {} }),
      ]),
    )
  await draw([])
  await draw([{ id: 1, message: 'It is shared.', tone: 'success' }])
  expect(document.body.textContent).toContain('It is shared.')
  await act(async () =>
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }),
    ),
  )
  expect(onOpenChange.mock.calls).toEqual([[false]])
  await act(async () => root.unmount())
})

test('a dialog takes the focus, and gives it back to what had it', async () => {
  element('#opener').focus()
  const root = createRoot(element('main'))
  await act(async () => root.render(createElement(Dialog, { onOpenChange: () => {}, ...sharing })))
  expect(document.activeElement).toBe(element('[role=dialog]'))
  await act(async () => root.render(null))
  await act(async () => vi.runAllTimers())
  expect(document.activeElement).toBe(element('#opener'))
  await act(async () => root.unmount())
})
