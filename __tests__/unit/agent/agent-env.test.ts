import {describe, expect, test} from '@jest/globals';
import {type AgentEnvRequest, buildAgentEnv, checkEnvAllow} from '../../../src/agent/agent-env.ts';
import {InputError} from '../../../src/domain/errors.ts';

const REQUEST: AgentEnvRequest = {
  env: {},
  allow: null,
  stepId: 12,
  stepUid: '0199aaaa-0000-7000-8000-000000000001',
  projectId: 'octo/repo',
  usageFile: '/tmp/run/usage.json',
  promptFile: null,
  prompt: null,
  identity: null,
  platform: 'linux',
};
const build = (changes: Partial<AgentEnvRequest>) => buildAgentEnv({...REQUEST, ...changes});

const NEVER = [
  ...['ACTIONS_RUNTIME_TOKEN', 'ACTIONS_RUNTIME_URL', 'ACTIONS_RESULTS_URL', 'ACTIONS_CACHE_URL'],
  ...['ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_URL', 'ACTIONS_CACHE_SERVICE_V2'],
  ...['SYSTEM_ACCESSTOKEN', 'INPUT_GITHUB-TOKEN', 'INPUT_PUSH-TOKEN', 'INPUT_RUN', 'STATE_laforge'],
  ...['GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY', 'GITHUB_ARTIFACTS'],
  ...['GITHUB_ARTIFACTS_LIST', 'GITEA_ENV', 'FORGEJO_OUTPUT'],
];
const secrets = Object.fromEntries(NEVER.map((name) => [name, 'secret']));

describe("the runner's own", () => {
  test.each([null, ['*'], ['A*', 'G*', 'I*', 'S*', 'F*']])('never reaches the agent, with env-allow %j', (allow) => {
    const env = build({env: {...secrets, GITHUB_SHA: 'abc', PATH: '/bin'}, allow});
    expect(env).toMatchObject({GITHUB_SHA: 'abc', PATH: '/bin'});
    expect(Object.values(env)).not.toContain('secret');
  });

  test.each(NEVER)('%s cannot be allowed', (name) => {
    expect(() => checkEnvAllow(['PATH', name], 'Input "env-allow"')).toThrow(InputError);
    expect(() => checkEnvAllow(['PATH', name], 'Input "env-allow"')).toThrow(`"${name}", which is the runner's own`);
  });

  test.each(['INPUT_*', 'ACTIONS_RUNTIME_*', 'STATE_X*'])('%s cannot be allowed, it means nothing else', (name) => {
    expect(() => checkEnvAllow([name], 'Input "env-allow"')).toThrow(/Take it out of the list/);
  });

  test('is known in any case on Windows, where names have none', () => {
    const env = build({env: {input_x: '1', Github_Env: '2', Path: '3'}, allow: ['*'], platform: 'win32'});
    expect(env).toMatchObject({Path: '3'});
    expect(Object.values(env)).not.toEqual(expect.arrayContaining(['1']));
    expect(Object.values(env)).not.toEqual(expect.arrayContaining(['2']));
  });
});

describe("OpenTelemetry's variables", () => {
  const endpoint = {OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318', OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer t'};
  const others = {OTEL_SERVICE_NAME: 's', OTEL_RESOURCE_ATTRIBUTES: 'a=b'};

  test('an endpoint alone, by which some agents begin to send, is kept from the agent', () => {
    expect(build({env: {...endpoint, ...others, OTEL_TRACES_EXPORTER: ''}})).toMatchObject(others);
    expect(Object.keys(build({env: endpoint})).filter((name) => name.startsWith('OTEL'))).toEqual([]);
  });

  test.each([
    'OTEL_TRACES_EXPORTER',
    'OTEL_METRICS_EXPORTER',
    'OTEL_LOGS_EXPORTER',
    'CLAUDE_CODE_ENABLE_TELEMETRY',
    'COPILOT_OTEL_ENABLED',
  ])('it reaches an agent that is to send, by %s', (name) => {
    expect(build({env: {...endpoint, [name]: 'otlp'}})).toMatchObject(endpoint);
  });

  test('it reaches an agent that env-allow gives it to', () => {
    expect(build({env: endpoint, allow: ['OTEL_*']})).toMatchObject(endpoint);
    expect(build({env: endpoint, allow: ['AWS_*']})).not.toMatchObject(endpoint);
  });

  test('TRACEPARENT is the one of our span, else the one that was there', () => {
    const env = {TRACEPARENT: 'theirs'};
    expect(build({env, traceparent: 'ours'})).toMatchObject({TRACEPARENT: 'ours'});
    expect(build({env})).toMatchObject({TRACEPARENT: 'theirs'});
  });
});

describe('env-allow', () => {
  const env = {ANTHROPIC_API_KEY: 'k', AWS_REGION: 'r', AWS_PROFILE: 'p', OTHER: 'o', PATH: '/bin', LC_ALL: 'C'};

  test('leaves everything else in when it is not given, a token of the user’s own choice too', () => {
    expect(build({env: {...env, GITHUB_TOKEN: 't'}})).toMatchObject({...env, GITHUB_TOKEN: 't'});
  });

  test('lets through the names it has, those that begin as it says, and what any program needs', () => {
    const kept = build({
      env: {...env, RUNNER_TRACKING_ID: 'id', GITHUB_TOKEN: 't'},
      allow: ['ANTHROPIC_API_KEY', 'AWS_*'],
    });
    expect(kept).toMatchObject({ANTHROPIC_API_KEY: 'k', AWS_REGION: 'r', AWS_PROFILE: 'p', PATH: '/bin', LC_ALL: 'C'});
    expect(kept).toMatchObject({RUNNER_TRACKING_ID: 'id'});
    expect(Object.keys(kept)).not.toEqual(expect.arrayContaining(['OTHER']));
    expect(Object.keys(kept)).not.toEqual(expect.arrayContaining(['GITHUB_TOKEN']));
  });

  test('of no names lets through only what any program needs', () => {
    const kept = Object.keys(build({env, allow: []})).filter((name) => !name.startsWith('LAFORGE_'));
    expect(kept.toSorted()).toEqual(['LC_ALL', 'PATH']);
  });

  test.each(['A*B', '*A', 'A=B', 'A B', ''])('refuses %j as a name', (name) => {
    expect(() => checkEnvAllow([name], 'Input "env-allow"')).toThrow(/not the name of a variable/);
  });

  test.each(['PATH', 'AWS_*', '*', 'ProgramFiles(x86)', 'GITHUB_TOKEN'])('takes %j as a name', (name) => {
    expect(() => checkEnvAllow([name], 'Input "env-allow"')).not.toThrow();
  });
});

describe('what the agent is told of its step', () => {
  test('is who it is and where to write its usage', () => {
    expect(build({})).toEqual({
      LAFORGE_STEP_ID: '12',
      LAFORGE_STEP_UID: REQUEST.stepUid,
      LAFORGE_PROJECT_ID: 'octo/repo',
      LAFORGE_USAGE_FILE: '/tmp/run/usage.json',
    });
  });

  test('has an empty id while none is settled', () => {
    expect(build({stepId: null})).toMatchObject({LAFORGE_STEP_ID: ''});
  });

  test('is never that of the step it runs in, nor that step’s prompt', () => {
    const env = build({env: {LAFORGE_STEP_UID: 'outer', LAFORGE_PROMPT: 'outer', LAFORGE_HOME: '/home'}});
    expect(env).toMatchObject({LAFORGE_STEP_UID: REQUEST.stepUid, LAFORGE_HOME: '/home'});
    expect(env).not.toHaveProperty('LAFORGE_PROMPT');
  });

  test('has the prompt in its file, and as a variable up to 100 KB of UTF-8', () => {
    const long = '€'.repeat(34_133);
    expect(build({prompt: long, promptFile: '/p'})).toMatchObject({LAFORGE_PROMPT: long, LAFORGE_PROMPT_FILE: '/p'});
    const tooLong = build({prompt: `${long}€`, promptFile: '/p'});
    expect(tooLong).toMatchObject({LAFORGE_PROMPT_FILE: '/p'});
    expect(tooLong).not.toHaveProperty('LAFORGE_PROMPT');
  });

  test('has a prompt that no variable can hold in its file alone', () => {
    expect(build({prompt: 'a\0b', promptFile: '/p'})).not.toHaveProperty('LAFORGE_PROMPT');
  });
});

describe('the identity that commits', () => {
  const identity = {name: 'bot', email: 'bot@example.com'};

  test('is given where git has none', () => {
    expect(build({identity})).toMatchObject({
      GIT_AUTHOR_NAME: 'bot',
      GIT_AUTHOR_EMAIL: 'bot@example.com',
      GIT_COMMITTER_NAME: 'bot',
      GIT_COMMITTER_EMAIL: 'bot@example.com',
    });
  });

  test('does not replace what the user set, which no env-allow hides', () => {
    expect(build({identity, env: {GIT_AUTHOR_NAME: 'Ann'}, allow: []})).toMatchObject({
      GIT_AUTHOR_NAME: 'Ann',
      GIT_COMMITTER_NAME: 'bot',
    });
  });
});
