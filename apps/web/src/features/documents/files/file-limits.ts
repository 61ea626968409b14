/** Every limit of files that come in and go out, with its reason. */

const mib = 1024 * 1024

/** Files in one import: each is a document with a log of its own. */
export const maxImportedFiles = 200
/** What one request may bring: an archive of some hundred source files. The server holds it in memory. */
export const maxImportBytes = 8 * mib
/** What an archive may be when it is unpacked, all files together: one that is mostly zeros stays small until then. */
export const maxUnpackedBytes = 32 * mib
/** One text: as many bytes as a document's longest text can be. */
export const maxTextBytes = 6 * mib
/** Documents in one archive that goes out. */
export const maxExported = 5_000
