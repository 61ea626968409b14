import type { Endpoint } from './endpoint.ts'
import { contentEndpoints } from './endpoints/content.ts'
import { documentEndpoints } from './endpoints/documents.ts'
import { historyEndpoints } from './endpoints/history.ts'
import { linkEndpoints } from './endpoints/links.ts'
import { permissionEndpoints } from './endpoints/permissions.ts'
import { propertyEndpoints } from './endpoints/properties.ts'
import { tokenEndpoints } from './endpoints/token.ts'

/** Everything that the API does, in the order of its description. */
export const endpoints: readonly Endpoint[] = [
  ...documentEndpoints,
  ...contentEndpoints,
  ...propertyEndpoints,
  ...historyEndpoints,
  ...permissionEndpoints,
  ...linkEndpoints,
  ...tokenEndpoints,
]
