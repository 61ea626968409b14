/** Next.js runs this once, before the server takes requests. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { noteRemoteAddresses } = await import('#server/remote-address.ts')
  noteRemoteAddresses()
}
