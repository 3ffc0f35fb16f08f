import {execFileSync} from 'node:child_process';
import {rmSync} from 'node:fs';
import {join} from 'node:path';
import type {Reply} from './routes.ts';
import type {TokenState, World} from './world.ts';

/** How a service makes commits. */
interface CommitsState {
  /** The bare repository. */
  readonly repository: string;
  /** False as on a server whose administrators have set up no key for it. */
  readonly signs: boolean;
  /** What it writes in place of the contents that came; the same by default. */
  readonly change?: (content: Buffer) => Buffer;
}

const states = new WeakMap<World, CommitsState>();

/** Has a service make the commits that GraphQL's createCommitOnBranch asks for, in this repository. */
export function serveCommits(world: World, state: CommitsState): void {
  states.set(world, state);
}

/** The input types as GitHub publishes them (octokit/graphql-schema, schema.graphql). */
const INPUTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CreateCommitOnBranchInput: {
    branch: 'CommittableBranch!',
    clientMutationId: 'String',
    expectedHeadOid: 'GitObjectID!',
    fileChanges: 'FileChanges',
    message: 'CommitMessage!',
  },
  CommittableBranch: {branchName: 'String', id: 'ID', repositoryNameWithOwner: 'String'},
  CommitMessage: {body: 'String', headline: 'String!'},
  FileChanges: {additions: '[FileAddition!]', deletions: '[FileDeletion!]'},
  FileAddition: {contents: 'Base64String!', path: 'String!'},
  FileDeletion: {path: 'String!'},
};

const SCALARS: Readonly<Record<string, RegExp>> = {
  String: /^/,
  ID: /^/,
  GitObjectID: /^[0-9a-f]{40}$/,
  Base64String: /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
};

/** What is wrong with a value of a type, as the schema has it. */
function faultOf(value: unknown, type: string, where: string): string | undefined {
  if (type.endsWith('!')) {
    return value == null ? `${where} (${type}) is missing` : faultOf(value, type.slice(0, -1), where);
  }
  if (value == null) return undefined;
  const item = /^\[(.*)\]$/.exec(type)?.[1];
  if (item !== undefined) {
    if (!Array.isArray(value)) return `${where} is no list`;
    return value.map((one, index) => faultOf(one, item, `${where}.${index}`)).find((fault) => fault !== undefined);
  }
  const fields = INPUTS[type];
  if (fields === undefined) {
    return typeof value === 'string' && SCALARS[type]?.test(value) ? undefined : `${where} is no ${type}`;
  }
  if (typeof value !== 'object') return `${where} is no ${type}`;
  const unknown = Object.keys(value).find((name) => fields[name] === undefined);
  if (unknown !== undefined) return `${type} has no ${unknown}`;
  const given: Readonly<Record<string, unknown>> = {...value};
  return Object.entries(fields)
    .map(([name, of]) => faultOf(given[name], of, `${where}.${name}`))
    .find((fault) => fault !== undefined);
}

interface CommitInput {
  readonly branch: {readonly branchName: string; readonly repositoryNameWithOwner: string};
  readonly expectedHeadOid: string;
  readonly message: {readonly headline: string; readonly body?: string};
  readonly fileChanges?: {
    readonly additions?: readonly {readonly path: string; readonly contents: string}[];
    readonly deletions?: readonly {readonly path: string}[];
  };
}

const refuse = (type: string, message: string): Reply => ({
  status: 200,
  body: {data: {createCommitOnBranch: null}, errors: [{type, path: ['createCommitOnBranch'], message}]},
});

/** Makes a commit as GitHub does: by whom the token stands for, committed and signed by GitHub, files without modes. */
export function answerCreateCommit(world: World, token: TokenState, body: unknown): Reply {
  const state = states.get(world);
  if (state === undefined) return {status: 404, body: {message: 'Not Found'}};
  const {variables}: {readonly variables: {readonly input: CommitInput}} = Object(body);
  const {input} = variables;
  const fault = faultOf(input, 'CreateCommitOnBranchInput!', 'input');
  if (fault !== undefined) return {status: 200, body: {errors: [{message: fault}]}};
  if (token.permissions.contents !== 'write') return refuse('FORBIDDEN', 'Resource not accessible by integration');

  const {branch, expectedHeadOid, message, fileChanges = {}} = input;
  const {owner, name} = world.repository;
  const index = join(state.repository, 'graphql-index');
  const git = (args: readonly string[], content?: string | Buffer) =>
    execFileSync('git', [...args], {
      cwd: state.repository,
      encoding: 'utf8',
      env: {PATH: process.env.PATH, GIT_INDEX_FILE: index, GIT_DIR: state.repository},
      ...(content === undefined ? {} : {input: content}),
    }).trim();
  const ref = `refs/heads/${branch.branchName}`;
  const tip = git(['for-each-ref', '--format=%(objectname)', ref]);
  if (tip === '' || branch.repositoryNameWithOwner.toLowerCase() !== `${owner}/${name}`) {
    return refuse('NOT_FOUND', `No ref named ${branch.branchName} in ${branch.repositoryNameWithOwner}`);
  }
  if (tip !== expectedHeadOid) {
    const stale = `Expected branch to point to "${expectedHeadOid}" but it did not. Pull and try again.`;
    return refuse('STALE_DATA', stale);
  }
  rmSync(index, {force: true});
  git(['read-tree', tip]);
  for (const {path} of fileChanges.deletions ?? []) {
    if (git(['--literal-pathspecs', 'ls-files', '--', path]) === '') {
      return refuse('NOT_FOUND', `A path was requested for deletion which does not exist as of commit oid \`${tip}\``);
    }
    git(['update-index', '-z', '--index-info'], `0 ${'0'.repeat(40)}\t${path}\0`);
  }
  for (const {path, contents} of fileChanges.additions ?? []) {
    const content = Buffer.from(contents, 'base64');
    const blob = git(['hash-object', '-w', '--stdin'], state.change?.(content) ?? content);
    git(['update-index', '-z', '--index-info'], `100644 ${blob}\t${path}\0`);
  }
  const commit = [
    `tree ${git(['write-tree'])}`,
    `parent ${tip}`,
    `author ${token.login} <41898282+${token.login}@users.noreply.github.com> 1767300000 +0000`,
    'committer GitHub <noreply@github.com> 1767300000 +0000',
    ...(state.signs ? ['gpgsig -----BEGIN PGP SIGNATURE-----', ' ', ' wsFc', ' -----END PGP SIGNATURE-----'] : []),
    '',
    [message.headline, ...(message.body ? ['', message.body] : [])].join('\n'),
  ].join('\n');
  const oid = git(['hash-object', '-t', 'commit', '-w', '--stdin'], commit);
  git(['update-ref', ref, oid, tip]);
  return {status: 200, body: {data: {createCommitOnBranch: {commit: {oid}}}}};
}
