'use client'
import { lazy, Suspense } from 'react'
import type { PropertiesPanelProps } from './properties-panel.tsx'

const Panel = lazy(() => import('./properties-panel.tsx'))

/** The panel of the document's properties, which comes when it is first opened. */
export function PropertiesPanel(props: PropertiesPanelProps) {
  return (
    <Suspense>
      <Panel {...props} />
    </Suspense>
  )
}
