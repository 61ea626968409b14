export { arbitraryDownstream, arbitraryUpstream } from './arbitrary-message.ts'
