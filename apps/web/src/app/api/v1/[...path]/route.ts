import { handleRequest } from '#server/api/handle-request.ts'

// One route for the whole API: what there is, is said in one table, and what there is not is answered in one way.
export {
  handleRequest as DELETE,
  handleRequest as GET,
  handleRequest as HEAD,
  handleRequest as OPTIONS,
  handleRequest as PATCH,
  handleRequest as POST,
  handleRequest as PUT,
}
