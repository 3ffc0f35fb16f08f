import {readFileSync} from 'node:fs';
import {TrustedRoot} from '@sigstore/protobuf-specs';
import {badInput} from '../domain/errors.ts';
import {parseObject} from '../domain/json.ts';

/**
 * The trusted roots of a file: one in JSON, or one a line, as `gh attestation trusted-root` prints them. Throws InputError, whose
 * sentence begins with `subject`.
 */
export function readTrustedRoots(path: string, subject: string): readonly TrustedRoot[] {
  const wrong = (why: string, cause?: unknown) => badInput(`${subject}, ${why}`, {cause});
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw wrong('which cannot be read.', cause);
  }
  const whole = parseObject(text);
  const found = whole === undefined ? text.split('\n').filter((line) => line.trim() !== '') : [text];
  try {
    const roots = found.map((one) => TrustedRoot.fromJSON(parseObject(one)));
    if (roots.length > 0 && roots.every(({certificateAuthorities}) => certificateAuthorities.length > 0)) return roots;
  } catch {
    // Said below.
  }
  throw wrong('which is no trusted root of Sigstore, such as gh attestation trusted-root prints.');
}

/**
 * The root of everybody's own Sigstore: the newest by its update framework (TUF), which keeps it in this folder, or the
 * one that came with this program. `isOld` where that was not meant.
 */
export async function publicGoodRoot({
  cachePath,
  isOffline,
}: {
  readonly cachePath: string;
  readonly isOffline: boolean;
}): Promise<{readonly root: TrustedRoot; readonly isOld: boolean}> {
  if (!isOffline) {
    try {
      const {getTrustedRoot} = await import('@sigstore/tuf');
      return {root: await getTrustedRoot({cachePath, retry: 0, timeout: TUF_TIMEOUT_MS}), isOld: false};
    } catch {
      // No network, or a folder that cannot be written.
    }
  }
  const {default: seeds} = await import('@sigstore/tuf/seeds.json', {with: {type: 'json'}});
  const {targets} = seeds['https://tuf-repo-cdn.sigstore.dev'];
  const json = Buffer.from(targets['trusted_root.json'], 'base64').toString();
  return {root: TrustedRoot.fromJSON(JSON.parse(json)), isOld: !isOffline};
}

const TUF_TIMEOUT_MS = 5_000;
