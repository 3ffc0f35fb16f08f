/** A command's arguments as a POSIX shell reads them back, whatever is in them: a branch may be called `$(rm -rf ~)`. */
export function quoteForShell(args: readonly string[]): string {
  return args.map((arg) => (/^[A-Za-z0-9_./:=-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`)).join(' ');
}
