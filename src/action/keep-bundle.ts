import {copyFileSync, mkdirSync} from 'node:fs';
import {basename, dirname, join} from 'node:path';
import {describeError, StoreError} from '../domain/errors.ts';
import type {Uid} from '../domain/identity.ts';
import {keepAsArtifact} from '../stores/artifact/keep-file.ts';
import type {ClientOptions} from '../stores/client/client-process.ts';
import {findProject, stepLogFile} from '../system/projects.ts';
import type {CommonInputs} from './inputs.ts';
import type {Job} from './job.ts';

/**
 * Keeps a bundle of work that no remote took: as an artifact of the run, else on the runner's own disk, unless that goes
 * with the job. A cancelled job's token is dead on Gitea, so that neither a remote nor the artifacts take it. Resolves to
 * how a sentence names the place; throws StoreError where there is none.
 */
export async function keepBundle(
  file: string,
  {client, inputs, job, uid}: {client: ClientOptions; inputs: CommonInputs; job: Job; uid: Uid},
): Promise<string> {
  try {
    return await keepAsArtifact({...client, retentionDays: inputs.retentionDays}, uid, file);
  } catch (error) {
    if (job.env.RUNNER_ENVIRONMENT === 'github-hosted') throw error;
    return keepOnDisk(file, {job, uid}, describeError(error));
  }
}

/** Beside the histories of the user that the runner works as, where the command line keeps its bundles too. */
function keepOnDisk(file: string, {job, uid}: {job: Job; uid: Uid}, notTaken: string): string {
  try {
    const project = findProject(job.projectId, job.env, 'Input "project-id"');
    const kept = join(dirname(stepLogFile(project, uid)), basename(file));
    mkdirSync(dirname(kept), {recursive: true});
    copyFileSync(file, kept);
    return `${kept} on this runner, as long as its disk lasts`;
  } catch (error) {
    throw new StoreError('unwritable', `${notTaken} Nor does the disk of the runner take it: ${describeError(error)}`, {
      cause: error,
    });
  }
}
