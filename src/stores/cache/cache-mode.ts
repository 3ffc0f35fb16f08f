import type {Environment} from '../store-deps.ts';

/** The permissions of a job's `cache-mode`. Unset or unknown allows all. */
export function mayRead(env: Environment): boolean {
  return !['none', 'write-only'].includes(modeOf(env));
}

/** See `mayRead`. */
export function mayWrite(env: Environment): boolean {
  return !['none', 'read'].includes(modeOf(env));
}

/** The reason why nothing was restored, from the client's words; '' when it was just not there. */
export function explainMiss(env: Environment, said: readonly string[]): string {
  if (!mayRead(env)) {
    return `The cache-mode of this job is "${modeOf(env)}", which does not read caches. Set "cache-mode: write" for the job.`;
  }
  const text = said.join(' ');
  if (/cache read denied:/.test(text))
    return `GitHub does not let this run read caches (${text}). Use the store "artifact".`;
  return text;
}

/** Says why nothing was saved, and what to do. */
export function explainUnsaved(env: Environment, said: readonly string[]): string {
  if (!mayWrite(env)) {
    return `The cache-mode of this job is "${modeOf(env)}", which does not write caches. Set "cache-mode: write" for the job, or use the store "artifact".`;
  }
  const text = said.join(' ');
  if (/cache write denied:/.test(text)) {
    return `GitHub does not let this run write caches (${text}): runs that comments, issues and other people's events start may only read them. Use the store "artifact" there.`;
  }
  return `The cache service did not take it${text === '' ? '' : ` (${text})`}.`;
}

function modeOf(env: Environment): string {
  return (env.ACTIONS_CACHE_MODE ?? '').trim().toLowerCase();
}
