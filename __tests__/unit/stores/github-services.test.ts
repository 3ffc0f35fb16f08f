import {describe, expect, test} from '@jest/globals';
import {checkService, defaultStore} from '../../../src/stores/github-services.ts';

const GITHUB = {
  GITHUB_SERVER_URL: 'https://github.com',
  ACTIONS_RUNTIME_TOKEN: 't',
  ACTIONS_RESULTS_URL: 'https://results.example',
  ACTIONS_CACHE_SERVICE_V2: 'true',
};
const RUNNERS = [
  ['Gitea', {...GITHUB, GITHUB_SERVER_URL: 'http://10.0.0.1:3000', GITEA_ACTIONS: 'true'}],
  ['Gitea on a name the client lets pass', {...GITHUB, GITHUB_SERVER_URL: 'http://x.localhost', GITEA_ACTIONS: 'true'}],
  ['Forgejo', {...GITHUB, GITEA_ACTIONS: 'true', FORGEJO_ACTIONS: 'true'}],
  ['act', {...GITHUB, ACT: 'true'}],
] as const;

describe('artifacts', () => {
  test.each([GITHUB, {...GITHUB, GITHUB_SERVER_URL: 'https://acme.ghe.com'}])(
    'are the store where GitHub has them',
    (env) => {
      expect(defaultStore(env)).toEqual({name: 'artifact', notice: null});
      expect(() => checkService('artifact', env)).not.toThrow();
    },
  );

  test.each(RUNNERS)('of %s are none: the default is git, and a history in them is refused', (_name, env) => {
    expect(defaultStore(env)).toMatchObject({name: 'git', notice: expect.stringContaining('(store: git)')});
    expect(() => checkService('artifact', env)).toThrow(/^Input "store" is "artifact", .+ Use "git", .+ or "file"/);
  });

  test.each([
    ["a server of one's own", {...GITHUB, GITHUB_SERVER_URL: 'https://git.example.com'}, 'git.example.com has no such'],
    ['no token for them', {...GITHUB, ACTIONS_RUNTIME_TOKEN: ''}, 'ACTIONS_RUNTIME_TOKEN is not set here'],
  ])('with %s are none, which the notice says', (_name, env, why) => {
    const {name, notice} = defaultStore(env);
    expect(name).toBe('git');
    expect(notice).toContain(why);
  });
});

describe('the cache', () => {
  test.each(RUNNERS)('of %s cannot be listed, so it is refused', (_name, env) => {
    expect(() => checkService('cache', env)).toThrow(
      /does not list its caches, so that no run could find what another saved/,
    );
  });

  test.each([
    ['its second version needs both variables', GITHUB, null],
    [
      'its second version without a token',
      {...GITHUB, ACTIONS_RUNTIME_TOKEN: undefined},
      'ACTIONS_RUNTIME_TOKEN is not',
    ],
    ['its first version needs an address alone', {ACTIONS_CACHE_URL: 'https://cache.example'}, null],
    ['no address', {ACTIONS_RUNTIME_TOKEN: 't'}, 'ACTIONS_RESULTS_URL is not set here'],
  ])('%s', (_name, env, why) => {
    const check = () => checkService('cache', env);
    if (why === null) expect(check).not.toThrow();
    else expect(check).toThrow(why);
  });
});
