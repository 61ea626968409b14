import { maxTitleUnits } from './limits.ts'
import { type SchemaValue, struct, text } from './schema.ts'

/** Server → client: something about the document, other than its content, changed. */
export const documentEvent = struct({ title: text(maxTitleUnits) })
export type DocumentEvent = SchemaValue<typeof documentEvent>
