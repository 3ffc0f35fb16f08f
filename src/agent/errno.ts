/** The code of a system error, such as ENOENT; undefined of anything else. */
export function errnoCode(error: unknown): string | undefined {
  const hasCode = typeof error === 'object' && error !== null && 'code' in error;
  return hasCode && typeof error.code === 'string' ? error.code : undefined;
}
