import type {GitSandbox} from '../git-sandbox.ts';
import type {Host} from '../workflow.ts';
import {prepareKills, STORES} from './killed-action.ts';
import {prepareCommandKills} from './killed-command.ts';
import type {Effect, Target} from './killed-run.ts';

/** What is killed at its points: one run that begins anew for each. */
export interface KillStory {
  points(): Promise<readonly Effect[]>;
  killAt(target: Target): Promise<readonly string[]>;
}

type Prepare = (sandbox: GitSandbox, startHost: () => Promise<Host>) => Promise<KillStory>;

const ACTIONS = ['step', 'post', 'rollback', 'undo'] as const;
/** These differ by what they do at the host, and not by the store. */
const AT_HOST = ['step, signed by the host', 'revert', 'proposal'] as const;
const VERBS = ['step run', 'step run, signed', 'step rollback', 'step revert', 'step undo', 'step replay'] as const;

/** Every program that is killed between two effects, by its name. The soak test takes all points, the gate one of each. */
export const KILL_STORIES: readonly (readonly [string, Prepare])[] = [
  ...ACTIONS.flatMap((action) =>
    STORES.map((store): readonly [string, Prepare] => [
      `the action ${action} with the store ${store}`,
      async (sandbox, startHost) => await prepareKills(sandbox, await startHost(), {action, store}),
    ]),
  ),
  ...AT_HOST.map((action): readonly [string, Prepare] => [
    `the action ${action} with the store git`,
    async (sandbox, startHost) => await prepareKills(sandbox, await startHost(), {action, store: 'git'}),
  ]),
  ...VERBS.map((verb): readonly [string, Prepare] => [
    `laforge ${verb}`,
    (sandbox) => prepareCommandKills(sandbox, verb),
  ]),
];
