import {mkdir, rm, writeFile} from 'node:fs/promises';
import {delimiter, join} from 'node:path';
import {restoreCache, saveCache} from '@actions/cache';
import {RefusedArchive, unpackTar} from '../archive.ts';
import type {CacheCall, Outcome} from '../client/client-process.ts';

/**
 * Runs one call of the cache client. The client reads ACTIONS_RUNTIME_TOKEN, ACTIONS_RESULTS_URL (ACTIONS_CACHE_URL on
 * other servers), ACTIONS_CACHE_SERVICE_V2, ACTIONS_CACHE_MODE and GITHUB_SERVER_URL from process.env. It looks for
 * files below the working directory, packs and unpacks below GITHUB_WORKSPACE, and keeps archives in RUNNER_TEMP. The
 * literal path is part of an entry's identity, so it is relative, and all three folders are one private folder.
 */
export async function answerCacheCall(call: CacheCall): Promise<Outcome> {
  // The resolved path: the client compares it with paths that it finds, and links would make them differ.
  const folder = process.cwd();
  Object.assign(process.env, {GITHUB_WORKSPACE: folder, RUNNER_TEMP: folder});
  if (call.kind === 'save-cache') return {answer: String(await saveCache([call.path], call.key, {}, true))};
  if (process.platform === 'win32') return {answer: await restore(call)};
  const archive = join(folder, 'archive');
  await keepArchivesPacked(folder, archive);
  const found = await restore(call);
  if (found === null) return {answer: null};
  const unpacked = join(folder, call.path);
  await mkdir(unpacked);
  try {
    await unpackTar(archive, call.path, unpacked);
    return {answer: found};
  } catch (error) {
    await rm(unpacked, {recursive: true});
    if (error instanceof RefusedArchive) return {answer: found, refused: error.message};
    throw error;
  } finally {
    await rm(archive, {force: true});
  }
}

async function restore({path, key}: CacheCall): Promise<string | null> {
  return (await restoreCache([path], key, [key], {}, true)) ?? null;
}

/**
 * Puts a stand-in for tar on the PATH that only hands over the archive. The client would run `tar -P`, which follows
 * links and absolute paths, so whoever can save a cache could write any file on this machine.
 */
async function keepArchivesPacked(folder: string, archive: string): Promise<void> {
  const programs = join(folder, 'programs');
  await mkdir(programs, {recursive: true});
  // On macOS the client prefers GNU tar under its own name.
  for (const name of ['tar', 'gtar']) {
    const script = '#!/bin/sh\n[ "$1" != -xf ] || exec ln -f "$2" "$LAFORGE_ARCHIVE"\n';
    await writeFile(join(programs, name), script, {mode: 0o700});
  }
  process.env.LAFORGE_ARCHIVE = archive;
  const path = process.env.PATH ?? '';
  if (!path.startsWith(programs)) process.env.PATH = `${programs}${delimiter}${path}`;
}
