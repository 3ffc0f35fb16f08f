import type {Sha} from '../domain/identity.ts';
import type {KeptCommit} from '../domain/ports/git.ts';
import {completeHistory} from './complete-history.ts';
import type {Connection} from './connection.ts';
import type {PrivateRepository} from './private-repository.ts';

/** Two groups or more lead to the commit. */
const SEVERAL = Symbol('several');
const FIELDS = 3;

/**
 * For each group of tips the commits that it alone leads to, neither another group nor one of the other tips; newest
 * first. With a connection the tips are the remote's and their history is completed; without one they are the user's
 * own, as far as that history reaches.
 */
export async function findCommitsOnlyOf(
  repository: PrivateRepository,
  connection: Connection | null,
  groups: ReadonlyMap<string, readonly Sha[]>,
  others: readonly Sha[],
): Promise<ReadonlyMap<string, readonly KeptCommit[]>> {
  const found = new Map<string, KeptCommit[]>([...groups.keys()].map((name) => [name, []]));
  const tips = [...groups.values()].flat();
  if (tips.length === 0) return found;
  const where = connection === null ? repository : repository.forHistory();
  if (connection !== null) await completeHistory(connection, where, [...new Set([...tips, ...others])]);

  const owners = new Map<Sha, string | typeof SEVERAL>();
  const lead = (group: string | typeof SEVERAL, sha: Sha) => {
    const owner = owners.get(sha);
    owners.set(sha, owner === undefined || owner === group ? group : SEVERAL);
  };
  for (const [group, shas] of groups) for (const sha of shas) lead(group, sha);
  for (const {parents, ...commit} of await listCommits(where, tips, others)) {
    // Children come before their parents, so whose a commit is has been settled when it is reached.
    const owner = owners.get(commit.sha) ?? SEVERAL;
    for (const parent of parents) lead(owner, parent);
    if (owner !== SEVERAL) found.get(owner)?.push(commit);
  }
  return found;
}

async function listCommits(
  where: PrivateRepository,
  tips: readonly Sha[],
  others: readonly Sha[],
): Promise<readonly (KeptCommit & {readonly parents: readonly Sha[]})[]> {
  const {stdout} = await where.git({
    args: ['log', '--topo-order', '--ignore-missing', '-z', '--no-show-signature', ...FORMAT, '--stdin'],
    input: [...tips, ...others.map((sha) => `^${sha}`), ''].join('\n'),
    env: {GIT_NO_LAZY_FETCH: '1'},
  });
  const fields = stdout.split('\0');
  const commits = [];
  for (let at = 0; at + FIELDS <= fields.length; at += FIELDS) {
    const [sha = '', parents = '', subject = ''] = fields.slice(at, at + FIELDS);
    commits.push({sha, subject, parents: parents.split(' ').filter((parent) => parent !== '')});
  }
  return commits;
}

const FORMAT = ['--encoding=UTF-8', '--format=%H%x00%P%x00%s'];
