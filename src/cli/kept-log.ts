import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {StoreError} from '../domain/errors.ts';
import type {ListedArtifact} from '../domain/ports/forge.ts';
import type {Environment} from '../domain/ports/system.ts';
import {type Step, stepName} from '../domain/step.ts';
import {createActionsIndex, downloadArtifact} from '../github/actions-index.ts';
import type {GithubAccess} from '../github/connection.ts';
import {RefusedArchive, unpackZip} from '../stores/archive.ts';
import {logArtifact} from '../stores/artifact/keep-file.ts';

/** The limit on an artifact. Each of its two logs is at most 16 MB. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Calls `use` with a log of a step, downloaded from the artifact of its run (`keep-log`). Throws StoreError or RefusedError if
 * there is none, or it cannot be read.
 */
export async function withKeptLog(
  env: Environment,
  step: Step,
  name: 'agent.log' | 'check.log',
  use: (path: string) => Promise<void>,
): Promise<void> {
  const access = accessTo(env, step);
  const artifact = await findLog(access, step);
  const folder = mkdtempSync(join(tmpdir(), 'laforge-log-'));
  try {
    await downloadArtifact(access, artifact, join(folder, 'packed.zip'));
    await unpackZip(join(folder, 'packed.zip'), folder, MOST_BYTES, (entry) => entry === name);
    await use(join(folder, name));
  } catch (error) {
    if (!(error instanceof RefusedArchive)) throw error;
    throw new StoreError('unreadable', `Artifact ${artifact.name} is not a log of a step: ${error.message}`);
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

/**
 * Builds the access to a step's repository. The host comes from the user's variables and must match the record's: the token is
 * never sent to a host that a record names. Throws StoreError.
 */
function accessTo(env: Environment, step: Step): GithubAccess {
  const server = env.GITHUB_SERVER_URL || 'https://github.com';
  const host = URL.canParse(server) ? new URL(server).host.toLowerCase() : server;
  const [ofStep, owner, name, ...more] = (step.repository ?? '').split('/');
  const ran = step.run?.url == null ? 'It is kept where the step ran' : `It ran in ${step.run.url}`;
  if (ofStep !== host || !owner || !name || more.length > 0 || step.run?.run_id == null) throw notHere(step, `${ran}.`);
  const token = env.GH_TOKEN || env.GITHUB_TOKEN;
  if (!token) {
    throw notHere(
      step,
      `${ran}. If that run kept it (keep-log: artifact), set GH_TOKEN to a token that may read the run's artifacts.`,
    );
  }
  return {apiUrl: env.GITHUB_API_URL || 'https://api.github.com', repository: `${owner}/${name}`, token};
}

/** Finds the newest artifact with the log, saved by a run of this repository: a fork's run can use any name. */
async function findLog(access: GithubAccess, step: Step): Promise<ListedArtifact> {
  const saved = (await createActionsIndex(access).artifactsOfRun(Number(step.run?.run_id))) ?? [];
  const [artifact] = saved.filter(({name, ownRun}) => name === logArtifact(step.uid) && ownRun === true);
  if (artifact === undefined) {
    throw notHere(step, `Its run ${step.run?.run_id} has no artifact with it; the input keep-log: artifact saves one.`);
  }
  if (artifact.expired || artifact.sizeInBytes > MOST_BYTES) {
    const why = artifact.expired ? 'has expired' : `has ${artifact.sizeInBytes} bytes, more than a log may have`;
    throw notHere(step, `The artifact ${artifact.name} of its run ${why}.`);
  }
  return artifact;
}

function notHere(step: Step, where: string): StoreError {
  return new StoreError('unreadable', `The output of ${stepName(step)} is not on this machine. ${where}`);
}
