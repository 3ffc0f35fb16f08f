/** Whether one of a command's words is one of these programs or packages, whatever version of the package is asked for. */
export function namesOneOf(words: readonly string[], names: readonly string[]): boolean {
  return words.some((word) => names.includes(word.replace(/(?<=[^/])@[^@/]*$/, '')));
}
