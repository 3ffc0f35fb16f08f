/** A command's arguments as a POSIX shell reads them back, whatever is in them: a branch may be called `$(rm -rf ~)`. */
export function quoteForShell(args: readonly string[]): string {
  return args.map((arg) => (/^[A-Za-z0-9_./:=-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`)).join(' ');
}

/** The arguments that `quoteForShell` made a line of; null where it did not make that line. */
export function unquoteFromShell(line: string): readonly string[] | null {
  const words = line.match(/(?:'[^']*'|\\'|[^ '\\])+/g) ?? [];
  const args = words.map((word) => word.replace(/'([^']*)'|\\'/g, (_part, inner: string | undefined) => inner ?? "'"));
  return quoteForShell(args) === line ? args : null;
}
