import { endpoints } from './endpoints.ts'
import { descriptionEndpoint } from './openapi.ts'

/** Everything that is answered: the operations, and their description, which tells of itself too. */
export const allEndpoints = [...endpoints, descriptionEndpoint(endpoints)]
