// @vitest-environment jsdom
import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, expect, test, vi } from 'vitest'
import { Dialog } from './dialog.tsx'
import { ToastList } from './toast-list.tsx'

afterEach(() => vi.unstubAllGlobals())

test('Escape closes the dialog that has the focus, and not a toast that came later', async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  const place = document.body.appendChild(document.createElement('div'))
  const root = createRoot(place)
  const onOpenChange = vi.fn()
  const draw = (toasts: Parameters<typeof ToastList>[0]['toasts']) =>
    act(async () =>
      root.render([
        createElement(Dialog, { key: 'dialog', open: true, onOpenChange, title: 'Share', children: 'with whom' }),
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
