import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

const HOOK = join(import.meta.dirname, 'hook.ts');

/** One thing that a program did that others can see afterwards, the nth of its process. */
export interface Effect {
  /** `main`, or `client 2`: the second process of a store's client that main has started. */
  readonly process: string;
  readonly n: number;
  /** Such as `start of git push …`. */
  readonly name: string;
}

/** Before which effect of which process to kill: the nth (an effect is such a target), or the first that is named so. */
export type Target = Pick<Effect, 'process' | 'n'> | {readonly process: string; readonly name: RegExp};

/** How to start a program of ours so that its effects are noted, and it is killed before one of them. */
export interface KillSetup {
  readonly nodeArgs: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** What it did, or was about to do when it was killed. */
  effects(): readonly Effect[];
}

/** `log` is a file of this run alone. `target` null: the program comes to its own end. */
export function setUpKill(log: string, target: Target | null): KillSetup {
  return {
    nodeArgs: ['--disable-warning=ExperimentalWarning', '--import', HOOK],
    env: {
      KILL_LOG: log,
      KILL_PROCESS: target?.process ?? '',
      KILL_AT: String(target !== null && 'n' in target ? target.n : 0),
      KILL_NAME: target === null || 'n' in target ? '' : target.name.source,
    },
    effects: () => (existsSync(log) ? readFileSync(log, 'utf8').split('\n').filter(Boolean).map(parseEffect) : []),
  };
}

function parseEffect(line: string): Effect {
  const effect: unknown = JSON.parse(line);
  const isEffect = typeof effect === 'object' && effect !== null && 'process' in effect && 'n' in effect;
  if (!isEffect || !('name' in effect)) throw new Error(`Not an effect: ${line}`);
  return {process: String(effect.process), n: Number(effect.n), name: String(effect.name)};
}

/** Where a program was killed, as a sentence names it. Throws where it did nothing that is named as the target is. */
export function describeKill(target: Target, effects: readonly Effect[]): string {
  const last = effects.filter((effect) => effect.process === target.process).at(-1);
  if (!('n' in target) && (last === undefined || !target.name.test(last.name))) {
    throw new Error(`${target.process} was not killed: no effect of it is named ${target.name}.`);
  }
  return last === undefined ? `${target.process} did nothing` : describeEffect(last);
}

/** The effect as a sentence names it. */
function describeEffect({process, n, name}: Effect): string {
  return `killed before effect ${n}${process === 'main' ? '' : ` of ${process}`}: ${name}`;
}
