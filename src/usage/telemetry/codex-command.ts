import {constants} from 'node:fs';
import {access, chmod, mkdir, writeFile} from 'node:fs/promises';
import {delimiter, isAbsolute, join} from 'node:path';

/** Words of the user's on Codex's telemetry, in its config or among its options. */
export const CODEX_OTEL = /\botel\b/;

/**
 * Codex reads no variable: options alone have it send. Makes a program `codex` in `folder` that adds them, and resolves to
 * the PATH with which it comes before the real one; null where no `codex` is on the PATH, and on Windows.
 */
export async function makeCodexCommand(
  folder: string,
  path: string,
  address: string,
  platform: NodeJS.Platform = process.platform,
): Promise<string | null> {
  if (platform === 'win32') return null;
  const real = await findProgram('codex', path);
  if (real === null) return null;
  const option = `otel.exporter={otlp-http={endpoint="${address}/v1/logs",protocol="json"}}`;
  await mkdir(folder, {recursive: true, mode: 0o700});
  const program = join(folder, 'codex');
  await writeFile(program, `#!/bin/sh\nexec ${quoteForShell(real)} -c ${quoteForShell(option)} "$@"\n`);
  await chmod(program, 0o700);
  return `${folder}${delimiter}${path}`;
}

async function findProgram(name: string, path: string): Promise<string | null> {
  for (const folder of path.split(delimiter).filter(isAbsolute)) {
    const program = join(folder, name);
    const isThere = await access(program, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return program;
  }
  return null;
}

function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
