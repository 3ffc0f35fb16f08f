/** Quotes a command for a POSIX shell, whatever is in it: a branch may be named `$(rm -rf ~)`. */
export function quoteForShell(args: readonly string[]): string {
  return args.map((arg) => (/^[A-Za-z0-9_./:=-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`)).join(' ');
}

/** Splits a line that `quoteForShell` made into its arguments; null for any other line. */
export function unquoteFromShell(line: string): readonly string[] | null {
  const words = line.match(/(?:'[^']*'|\\'|[^ '\\])+/g) ?? [];
  const args = words.map((word) => word.replace(/'([^']*)'|\\'/g, (_part, inner: string | undefined) => inner ?? "'"));
  return quoteForShell(args) === line ? args : null;
}
