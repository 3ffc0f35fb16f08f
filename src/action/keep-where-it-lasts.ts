import {copyFileSync, mkdirSync} from 'node:fs';
import {basename, dirname, join} from 'node:path';
import {describeError, StoreError} from '../domain/errors.ts';
import type {Uid} from '../domain/identity.ts';
import {isStored, type Publication} from '../domain/ports/store.ts';
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

/**
 * Keeps a record that its store did not take: the folder of the run goes with the job. Resolves to what became of the
 * record then; where nothing lasts the sentence says so.
 */
export async function keepRecord(
  publication: Publication,
  {client, inputs, job, uid}: {client: ClientOptions; inputs: CommonInputs; job: Job; uid: Uid},
): Promise<Publication> {
  if (isStored(publication)) return publication;
  const isHosted = job.env.RUNNER_ENVIRONMENT === 'github-hosted';
  // Elsewhere the next step on this machine finds it.
  if (publication.kind === 'waiting' && !isHosted) return publication;
  const {where: file, reason} = publication;
  const passing: Publication = {kind: 'kept', where: `${file}, until this job ends`, reason};
  const isTried = inputs.store === 'artifact';
  if (isTried && isHosted) return passing;
  try {
    const where = isTried ? keepOnDisk(file, {job, uid}, reason) : await keepBundle(file, {client, inputs, job, uid});
    return {kind: 'kept', where, reason};
  } catch {
    return passing;
  }
}

/** Keeps a file beside the histories of the user that the runner works as, where the command line keeps its bundles too. */
function keepOnDisk(file: string, {job, uid}: {job: Job; uid: Uid}, notTaken: string): string {
  try {
    const project = findProject(job.projectId, job.env, 'Input "project-id"');
    const name = basename(file);
    const kept = join(dirname(stepLogFile(project, uid)), name.startsWith(uid) ? name : `${uid}.${name}`);
    mkdirSync(dirname(kept), {recursive: true});
    copyFileSync(file, kept);
    return `${kept} on this runner, as long as its disk lasts`;
  } catch (error) {
    throw new StoreError('unwritable', `${notTaken} Nor does the disk of the runner take it: ${describeError(error)}`, {
      cause: error,
    });
  }
}
