import {createHash} from 'node:crypto';
import {open} from 'node:fs/promises';
import {InputError, StoreError} from '../domain/errors.ts';
import type {ActionsIndex, ListedArtifact, ListedCache} from '../domain/ports/forge.ts';
import {type Connection, createAsk, createConnection, type GithubAccess, statusOf, wasAnswered} from './connection.ts';

type ActionsIndexOptions = Pick<GithubAccess, 'apiUrl' | 'repository'> & {readonly token: string | null};

type Actions = Connection['octokit']['rest']['actions'];
type ArtifactList = Awaited<ReturnType<Actions['listArtifactsForRepo']>>['data'];

interface Page<Item> {
  readonly total: number;
  readonly items: readonly Item[];
}

const PAGE_SIZE = 100;
/** The limit of one request. An agent may be waiting for the answer. */
const REQUEST_LIMIT_MS = 8_000;

/** Reads a repository's artifacts, runs and caches with GitHub's REST API. */
export function createActionsIndex({token, ...access}: ActionsIndexOptions): ActionsIndex {
  const connection = token === null ? null : createConnection({...access, token, timeoutMs: REQUEST_LIMIT_MS});
  const [owner = '', repo = ''] = access.repository.split('/');
  const ask = async <Result>(what: string, run: (actions: Actions) => Promise<Result>): Promise<Result> => {
    if (connection === null) {
      throw new StoreError('unreadable', `Without a token GitHub does not say ${what}. Set the input github-token.`);
    }
    try {
      return await run((await connection()).octokit.rest.actions);
    } catch (error) {
      throw explain(error, what);
    }
  };
  const inPages = {owner, repo, per_page: PAGE_SIZE};

  return {
    artifactsNamed: (name) =>
      ask(`which artifacts are named ${name}`, (actions) =>
        readPages(
          async (page) => toArtifactPage((await actions.listArtifactsForRepo({...inPages, name, page})).data),
          (it) => it.id,
        ),
      ).then(newestFirst),
    artifactsOfRun: (runId) =>
      ask(`which artifacts run ${runId} has`, (actions) =>
        orNullIfGone(
          readPages(
            async (page) =>
              toArtifactPage((await actions.listWorkflowRunArtifacts({...inPages, run_id: runId, page})).data),
            (it) => it.id,
          ),
        ),
      ).then((all) => all && newestFirst(all)),
    isRunCompleted: (runId) =>
      ask(`whether run ${runId} is over`, (actions) =>
        orNullIfGone(
          actions.getWorkflowRun({owner, repo, run_id: runId}).then(({data}) => data.status === 'completed'),
        ),
      ),
    cachesWithPrefix: (prefix) =>
      ask(`which caches begin with ${prefix}`, (actions) =>
        readPages(
          async (page) => {
            const {data} = await actions.getActionsCacheList({...inPages, key: prefix, page});
            const items = data.actions_caches.map(
              ({key = '', ref = '', created_at: createdAt = ''}): ListedCache => ({key, ref, createdAt}),
            );
            return {total: data.total_count, items};
          },
          ({ref, key, createdAt}) => `${ref} ${key} ${createdAt}`,
        ),
      ),
  };
}

/**
 * Reads every item of a listing. The first page has the count, and the others are then requested in parallel. Pages are not a
 * snapshot: if items are missing because the listing changed, it is read once more, then this throws.
 */
async function readPages<Item>(
  read: (page: number) => Promise<Page<Item>>,
  identify: (item: Item) => unknown,
  again = true,
): Promise<readonly Item[]> {
  const first = await read(1);
  const count = Math.ceil(first.total / PAGE_SIZE);
  const others = await Promise.all(Array.from({length: Math.max(0, count - 1)}, (_, index) => read(index + 2)));
  const items = new Map([first, ...others].flatMap((page) => page.items.map((item) => [identify(item), item])));
  if (items.size >= first.total) return [...items.values()];
  if (again) return readPages(read, identify, false);
  throw new StoreError('unreadable', `GitHub says there are ${first.total} and lists ${items.size}.`);
}

function toArtifactPage(data: ArtifactList): Page<ListedArtifact> {
  return {total: data.total_count, items: data.artifacts.map(toListedArtifact)};
}

function toListedArtifact(artifact: ArtifactList['artifacts'][number]): ListedArtifact {
  const run = artifact.workflow_run;
  return {
    id: artifact.id,
    name: artifact.name,
    sizeInBytes: artifact.size_in_bytes,
    expired: artifact.expired,
    createdAt: artifact.created_at ?? '',
    digest: artifact.digest ?? null,
    runId: run?.id ?? 0,
    ownRun: isOwnRun(run),
  };
}

/** Checks that a run is not a fork's, which may have saved anything under any name. Null if unknown. */
function isOwnRun(run: ArtifactList['artifacts'][number]['workflow_run']): boolean | null {
  if (run?.id === undefined || run.repository_id === undefined) return false;
  return run.head_repository_id === undefined ? null : run.head_repository_id === run.repository_id;
}

function newestFirst(artifacts: readonly ListedArtifact[]): readonly ListedArtifact[] {
  return artifacts.toSorted((a, b) => b.id - a.id);
}

/** Resolves to null for a 404: somebody deleted it. */
async function orNullIfGone<Answer>(answer: Promise<Answer>): Promise<Answer | null> {
  try {
    return await answer;
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw error;
  }
}

function explain(error: unknown, what: string): Error {
  if (error instanceof StoreError || error instanceof InputError) return error;
  const status = statusOf(error);
  const message = (error instanceof Error ? error.message : String(error)).replace(/ - https:\/\/\S+$/, '');
  const answer = wasAnswered(error) ? `${status}, ${message}` : `no answer came: ${message}`;
  const isForbidden = status === 403 && /not accessible/i.test(message);
  const advice = isForbidden
    ? 'Give the job "permissions: actions: read".'
    : (ADVICE[status] ?? 'The next run tries again.');
  return new StoreError('unreadable', `GitHub did not say ${what} (${answer}). ${advice}`);
}

const ADVICE: Readonly<Record<number, string>> = {
  401: 'Look at the input github-token.',
  404: 'Look at whether the token may see the repository.',
};

const DOWNLOAD_MS = 60_000;

/**
 * Downloads an artifact's zip into a new file and verifies its digest. The token is sent only to the API, not to the address
 * that it redirects to. Throws StoreError and RefusedError.
 */
export async function downloadArtifact(access: GithubAccess, artifact: ListedArtifact, path: string): Promise<void> {
  const {id, digest, name, sizeInBytes} = artifact;
  const fail = (why: string) => new StoreError('unreadable', `Artifact ${name} (id ${id}) could not be read: ${why}`);
  const hash = createHash('sha256');
  const response = await fetch(await locate(access, artifact), {signal: AbortSignal.timeout(DOWNLOAD_MS)}).catch(
    (error: unknown) => {
      throw fail(error instanceof Error ? `${error.message}.` : 'no answer came.');
    },
  );
  if (!response.ok || response.body === null) throw fail(`the service answered ${response.status}.`);
  const file = await open(path, 'wx', 0o600);
  try {
    let bytes = 0;
    for await (const chunk of response.body) {
      bytes += chunk.length;
      if (bytes > sizeInBytes) throw fail(`more came than the ${sizeInBytes} bytes that were saved.`);
      hash.update(chunk);
      await file.writeFile(chunk);
    }
  } finally {
    await file.close();
  }
  if (digest !== null && digest !== `sha256:${hash.digest('hex')}`) throw fail('it has another digest than was saved.');
}

async function locate(access: GithubAccess, {id, name}: ListedArtifact): Promise<string> {
  const attempt = {doing: `download artifact ${name}`, permission: 'actions: read'};
  const {headers} = await createAsk(access)(attempt, async ({octokit, owner, repo}) => {
    const request = {redirect: 'manual' as const};
    const what = {owner, repo, artifact_id: id, archive_format: 'zip', request};
    return await octokit.rest.actions.downloadArtifact(what);
  });
  if (headers.location !== undefined) return headers.location;
  throw new StoreError('unreadable', `GitHub did not say where the content of artifact ${name} (id ${id}) is.`);
}
