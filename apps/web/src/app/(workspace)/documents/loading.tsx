import { DocumentListSkeleton } from '#features/documents/document-list-skeleton.tsx'

export default function DocumentsLoading() {
  return <DocumentListSkeleton />
}
