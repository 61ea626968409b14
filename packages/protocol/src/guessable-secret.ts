/** Whether a secret can't have been made by chance: it has words of an example, or fewer different characters than thirty-two by chance have. */
export function isGuessable(secret: string): boolean {
  return new Set(secret).size < 12 || /change.?me|example|default|secret|password/i.test(secret)
}
