import Ajv from 'ajv/dist/2020.js'
import { expect } from 'vitest'
import { allEndpoints } from '../all-endpoints.ts'
import { findEndpoint } from '../find-endpoint.ts'
import { describe } from '../openapi.ts'

/** The description as it is served. */
export const description: Description = JSON.parse(JSON.stringify(describe(allEndpoints)))

type Media = { readonly [type: string]: { readonly schema: object } | undefined }
type Answer = { readonly content?: Media; readonly headers?: object }
type Operation = {
  readonly operationId: string
  readonly requestBody?: { readonly content: Media }
  readonly responses: { readonly [status: string]: Answer | undefined }
}
type Description = {
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation | undefined } | undefined }
  readonly components: object
}

/** The operations that were answered as they were asked. */
export const answered = new Set<string>()

// Formats are named in the schemas and held by their patterns; what Ajv doesn't know is none of its business here.
const ajv = new Ajv({ strict: false, validateFormats: false })
ajv.addSchema({ $id: 'description', components: description.components })

/** Requires an answer to be one that the description tells of, and a request that was taken to be one that it asks for. */
export async function expectDescribed(
  method: string,
  path: string,
  request: { readonly body: string | undefined },
  response: Response,
): Promise<void> {
  const operation = operationOf(method, path)
  if (!operation) return
  const { requestBody, responses } = operation
  const isTaken = response.status < 400
  if (isTaken) answered.add(operation.operationId)
  if (isTaken && requestBody?.content['application/json']) {
    expectValid(requestBody.content['application/json'].schema, JSON.parse(request.body ?? ''))
  }
  const answer = responses[response.status] ?? responses.default
  expect(isTaken && answer === responses.default, `${method} ${path}: ${response.status}`).toBe(false)
  for (const name of Object.keys(answer?.headers ?? {})) expect(response.headers.get(name), name).not.toBeNull()
  const type = response.headers.get('content-type')?.split(';')[0] ?? ''
  const schema = answer?.content?.[type]?.schema
  const text = await response.clone().text()
  if (schema === undefined || method === 'HEAD') expect(text).toBe('')
  else if (type !== 'text/plain') expectValid(schema, JSON.parse(text))
}

function operationOf(method: string, path: string): Operation | undefined {
  const pathname = new URL(path, 'http://localhost').pathname
  const endpoint = findEndpoint(allEndpoints, pathname)?.byMethod.get(method === 'HEAD' ? 'GET' : method)
  return endpoint && description.paths[endpoint.path]?.[endpoint.method.toLowerCase()]
}

function expectValid(schema: object, value: unknown): void {
  const rooted = JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"description#/components'))
  const validate = ajv.compile(rooted)
  expect(validate(value), JSON.stringify(validate.errors)).toBe(true)
}
