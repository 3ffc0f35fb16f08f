import {readFileSync} from 'node:fs';
import {join} from 'node:path';

/** One post of telemetry, as a real agent sent it. */
export interface ToldPost {
  readonly path: string;
  readonly body: object;
}

/** What each of these runs was served: three calls, in all so many tokens. Only Claude Code's wire tells of writing. */
export const SERVED = {input: 3794, cacheRead: 13_518, cacheWrite: 0, output: 201} as const;
export const SERVED_TOTAL = 17_513;

/** The posts of a run of `agent`, such as `codex-0.169.0`, without what is not looked at. */
export function toldPosts(agent: string): readonly ToldPost[] {
  const file = join(import.meta.dirname, '..', 'fixtures', 'telemetry', `${agent}.json`);
  const posts: ToldPost[] = JSON.parse(readFileSync(file, 'utf8'));
  return posts;
}
