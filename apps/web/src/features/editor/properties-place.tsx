'use client'
import { lazyPart } from '#ui/lazy-part.tsx'
import { loadLanguages } from './languages.ts'

/** The panel of the document's properties, which comes when it is first opened. */
export const PropertiesPanel = lazyPart(async () => {
  const [panel] = await Promise.all([import('./properties-panel.tsx'), loadLanguages()])
  return panel
})
