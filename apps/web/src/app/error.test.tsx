// @vitest-environment jsdom
import { DomainError } from '@tandem/documents'
import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import PageError from './error.tsx'

beforeEach(() => vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true))
afterEach(() => vi.unstubAllGlobals())

/** What a page says in place of itself, of an error as it arrives in the browser: with no words, and the digest alone. */
async function said(digest: string): Promise<string | undefined> {
  const place = document.createElement('main')
  const error = Object.assign(new Error('An error occurred in the Server Components render.'), { digest })
  await act(async () => {
    createRoot(place).render(createElement(PageError, { error, retry: () => {} }))
    // What is shown is fetched only now.
    await import('./failed-page.tsx')
  })
  return place.querySelector('h1')?.textContent
}

test('a page for which the server has no time says that, and any other that it did not work', async () => {
  expect(await said(new DomainError('busy').digest)).toBe('Too much is happening at once')
  expect(await said('2338470')).toBe('This page did not work')
})
