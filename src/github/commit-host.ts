import {RefusedError} from '../domain/errors.ts';
import {isSha} from '../domain/identity.ts';
import {asArray, dig} from '../domain/json.ts';
import type {CommitHost} from '../domain/ports/forge.ts';
import {createConnection, explainFailure, type GithubAccess, statusOf} from './connection.ts';

const MAKE = `mutation($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;
const ASK = 'query { __type(name: "CreateCommitOnBranchInput") { name } }';

/** The time limit of one request, which carries all files of a commit. */
const COMMIT_MS = 60_000;

/** Creates commits through GitHub's API, which signs them because no author is given. The token is sent only to `apiUrl`. */
export function createCommitHost(access: GithubAccess): CommitHost {
  const connection = createConnection({...access, timeoutMs: COMMIT_MS});
  const {forge: name = 'GitHub', repository} = access;
  return {
    name,

    canCommit: async () => {
      if (name !== 'GitHub') return false;
      try {
        const {octokit} = await connection();
        return dig(await octokit.graphql(ASK), '__type', 'name') !== undefined;
      } catch (error) {
        const status = statusOf(error);
        if (status === 401) throw explainFailure(error, {doing: 'ask for commits', permission: 'contents: write'});
        return status === 404 || status === 405 ? false : null;
      }
    },

    commit: async ({branch, parent, headline, body, written, deleted}) => {
      const input = {
        branch: {repositoryNameWithOwner: repository, branchName: branch},
        message: body === '' ? {headline} : {headline, body},
        expectedHeadOid: parent,
        fileChanges: {
          additions: [...written].map(([path, content]) => ({path, contents: Buffer.from(content).toString('base64')})),
          deletions: deleted.map((path) => ({path})),
        },
      };
      const attempt = {doing: `make a commit in ${repository}`, permission: 'contents: write', forge: name};
      try {
        const {octokit} = await connection();
        const oid = dig(await octokit.graphql(MAKE, {input}), 'createCommitOnBranch', 'commit', 'oid');
        if (typeof oid === 'string' && isSha(oid)) return oid;
      } catch (error) {
        const [said] = asArray(dig(error, 'errors')).map((one) => dig(one, 'message'));
        if (typeof said !== 'string') throw explainFailure(error, attempt);
        throw new RefusedError('push-refused', `Cannot ${attempt.doing}: ${name} answered: ${said}.${grant(said)}`);
      }
      throw new RefusedError('push-refused', `Cannot ${attempt.doing}: ${name} did not name the commit that it made.`);
    },
  };
}

function grant(said: string): string {
  if (!/not accessible|permission/i.test(said)) return '';
  return ' Give the job "permissions: contents: write", or github-token a token that may do this.';
}
