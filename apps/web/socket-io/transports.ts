// In browsers this stands in for Engine.IO's other transports. The only one that is used here is handed to it as a class
// (`socket-io-transport.ts` of @tandem/client); what is only named in a table nobody can leave out.

/** Engine.IO's table of transports, for whoever names one. */
export const transports = {}

/** Polling by XMLHttpRequest. */
export const XHR = undefined
