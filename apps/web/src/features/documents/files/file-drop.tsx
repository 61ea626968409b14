'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { messages } from '../messages.ts'
import { takeFiles } from './choose-files.ts'
import { droppedFiles } from './dropped-files.ts'

/** Takes files that are dropped anywhere on the page. */
export function FileDrop() {
  const router = useRouter()
  const [over, setOver] = useState(false)
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true
    const onOver = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    const onLeave = (event: DragEvent) => {
      // Left for nothing: out of the window.
      if (event.relatedTarget === null) setOver(false)
    }
    const onDrop = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setOver(false)
      if (event.dataTransfer) void takeFiles(droppedFiles(event.dataTransfer.items), () => router.refresh())
    }
    window.addEventListener('dragover', onOver)
    window.addEventListener('dragleave', onLeave)
    window.addEventListener('drop', onDrop)
    return () => {
      window.removeEventListener('dragover', onOver)
      window.removeEventListener('dragleave', onLeave)
      window.removeEventListener('drop', onDrop)
    }
  }, [router])
  return over ? (
    <div className="pointer-events-none fixed inset-3 z-(--z-dialog) flex items-center justify-center rounded-panel border-2 border-accent border-dashed bg-overlay">
      <p className="rounded-panel bg-raised px-5 py-3 font-medium shadow-float">{messages.dropFiles}</p>
    </div>
  ) : null
}
