import {mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {afterEach, describe, expect, test} from '@jest/globals';
import {opencode} from '../../../src/usage/agents/opencode.ts';
import {jsonLines, watchScenario} from '../../helpers/agent-scenario.ts';

const DATA = '.local/share/opencode';
const TITLES = 'its calls that make titles are recorded nowhere';
const TOTALS = ['cost', 'tokens_input', 'tokens_output', 'tokens_reasoning', 'tokens_cache_read', 'tokens_cache_write'];

const opened: DatabaseSync[] = [];
afterEach(() => {
  for (const database of opened.splice(0)) database.close();
});

/** A database that stays open, so that what is written stays in the log beside it, as opencode leaves it. */
function openDatabase(home: string, sessionColumns: readonly string[] = []): DatabaseSync {
  const path = join(home, DATA, 'opencode.db');
  mkdirSync(dirname(path), {recursive: true});
  const database = new DatabaseSync(path);
  opened.push(database);
  database.exec('PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0');
  const more = sessionColumns.map((name) => `, ${name} REAL DEFAULT 0`).join('');
  database.exec(
    `CREATE TABLE IF NOT EXISTS session (id TEXT PRIMARY KEY, parent_id TEXT, directory TEXT, title TEXT, time_created INTEGER${more});
     CREATE TABLE IF NOT EXISTS message (id TEXT PRIMARY KEY, session_id TEXT, time_created INTEGER, data TEXT)`,
  );
  return database;
}

function addSession(database: DatabaseSync, id: string, directory: string, parentId: string | null = null): void {
  const created = parentId === null ? 1000 : 2500;
  database
    .prepare('INSERT INTO session (id, parent_id, directory, time_created) VALUES (?, ?, ?, ?)')
    .run(id, parentId, directory, created);
}

const tokens = (input: number, read: number, write: number, output: number, reasoning = 0) => {
  return {input, output, reasoning, cache: {read, write}};
};
const message = (counts: object, more: object = {}) => ({
  role: 'assistant',
  parentID: 'msg_user',
  modelID: 'claude',
  cost: 0.5,
  tokens: counts,
  time: {created: 2000, completed: 2001},
  finish: 'stop',
  ...more,
});
function addMessage(database: DatabaseSync, id: string, sessionId: string, data: object | string): void {
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  database.prepare('INSERT INTO message VALUES (?, ?, 2000, ?)').run(id, sessionId, text);
}
const step = (id: string, counts: object, sessionID = 'ses_1', cost = 0.5) => ({
  type: 'step_finish',
  sessionID,
  part: {id: `prt_${id}`, messageID: id, sessionID, type: 'step-finish', reason: 'stop', cost, tokens: counts},
});

describe('opencode, as its database tells', () => {
  test('reads what still stands in the log beside the database, with the cache beside the input', async () => {
    const act = (home: string, cwd: string) => {
      const database = openDatabase(home);
      addSession(database, 'ses_1', cwd);
      addMessage(database, 'msg_user', 'ses_1', {role: 'user'});
      addMessage(database, 'msg_1', 'ses_1', message(tokens(10, 60, 5, 20, 7)));
    };
    expect(await watchScenario(opencode, {act, isExpected: false})).toMatchObject({
      figures: {input: 10, cacheRead: 60, cacheWrite: 5, output: 27, reasoning: 7},
      models: [{model: 'claude', turns: 1}],
      turns: 1,
      sessionId: 'ses_1',
      cost: 0.5,
      state: 'partial',
      reason: TITLES,
      verdict: {kind: 'completed', text: 'stop'},
      config: {model: 'claude'},
    });
  });

  test('adds subagents, whose sessions name the one that started them, and no other sessions', async () => {
    const act = (home: string, cwd: string) => {
      const database = openDatabase(home);
      addSession(database, 'ses_1', cwd);
      addSession(database, 'ses_2', cwd, 'ses_1');
      addSession(database, 'ses_3', '/elsewhere');
      addMessage(database, 'msg_1', 'ses_1', message(tokens(10, 0, 0, 1)));
      addMessage(
        database,
        'msg_2',
        'ses_2',
        message(tokens(100, 0, 0, 10), {modelID: 'haiku', time: {created: 2600, completed: 2601}}),
      );
      addMessage(database, 'msg_3', 'ses_3', message(tokens(1000, 0, 0, 100)));
    };
    const stdout = jsonLines(step('msg_1', tokens(10, 0, 0, 1)));
    for (const scenario of [{act}, {act, stdout, isExpected: false}]) {
      const findings = await watchScenario(opencode, scenario);
      expect(findings).toMatchObject({figures: {input: 110, output: 11}, turns: 1, cost: 1, sessionId: 'ses_1'});
    }
  });

  test('takes the last of several sessions that began, where the command starts one', async () => {
    const act = (home: string, cwd: string) => {
      const database = openDatabase(home);
      for (const id of ['ses_1', 'ses_2']) addSession(database, id, cwd);
      addMessage(database, 'msg_1', 'ses_1', message(tokens(10, 0, 0, 1)));
      addMessage(database, 'msg_2', 'ses_2', message(tokens(100, 0, 0, 10), {time: {created: 2600, completed: 2601}}));
    };
    const findings = await watchScenario(opencode, {act, starts: 1});
    expect(findings).toMatchObject({figures: {input: 100}, sessionId: 'ses_2', state: 'partial'});
  });

  test('counts of a resumed session only what the run adds', async () => {
    let database: DatabaseSync | undefined;
    const findings = await watchScenario(opencode, {
      prepare: (home, cwd) => {
        database = openDatabase(home);
        addSession(database, 'ses_1', cwd);
        addMessage(database, 'msg_1', 'ses_1', message(tokens(10, 60, 5, 20)));
      },
      act: () => database && addMessage(database, 'msg_2', 'ses_1', message(tokens(3, 70, 2, 4))),
    });
    expect(findings).toMatchObject({figures: {input: 3, cacheRead: 70, cacheWrite: 2, output: 4}, turns: 1});
  });

  test('tells by the time what the run adds where the database is too large to be read before every run', async () => {
    let database: DatabaseSync | undefined;
    const findings = await watchScenario(opencode, {
      prepare: (home, cwd) => {
        database = openDatabase(home);
        database.exec('CREATE TABLE part (data BLOB); INSERT INTO part VALUES (zeroblob(70000000))');
        addSession(database, 'ses_1', cwd);
        addMessage(database, 'msg_1', 'ses_1', message(tokens(10, 60, 5, 20)));
      },
      act: () => {
        const time = {created: Date.now() + 1, completed: Date.now() + 2};
        if (database !== undefined) addMessage(database, 'msg_2', 'ses_1', message(tokens(3, 70, 2, 4), {time}));
      },
    });
    expect(findings).toMatchObject({figures: {input: 3, cacheRead: 70, cacheWrite: 2, output: 4}, turns: 1});
  });

  test('leaves out what a fork copied from the session it began with', async () => {
    const act = (home: string, cwd: string) => {
      const database = openDatabase(home);
      addSession(database, 'ses_1', cwd);
      addMessage(database, 'msg_1', 'ses_1', message(tokens(10, 60, 5, 20), {time: {created: 500, completed: 600}}));
      addMessage(database, 'msg_2', 'ses_1', message(tokens(3, 70, 2, 4)));
    };
    expect((await watchScenario(opencode, {act}))?.figures).toMatchObject({input: 3, output: 4});
  });

  test('leaves out the answers to earlier prompts of a session that came back with the run', async () => {
    const act = (home: string, cwd: string) => {
      const database = openDatabase(home);
      addSession(database, 'ses_1', cwd);
      addMessage(database, 'msg_1', 'ses_1', message(tokens(10, 60, 5, 20), {parentID: 'msg_earlier'}));
      addMessage(database, 'msg_2', 'ses_1', message(tokens(3, 70, 2, 4), {time: {created: 3000, completed: 3001}}));
      addMessage(database, 'msg_3', 'ses_1', message(tokens(1, 0, 0, 1), {time: {created: 3002, completed: 3003}}));
    };
    const stdout = jsonLines(step('msg_3', tokens(1, 0, 0, 1)));
    expect((await watchScenario(opencode, {act, stdout}))?.figures).toMatchObject({input: 4, output: 5});
  });

  test('takes what the totals of a session have grown by where no message tells', async () => {
    let database: DatabaseSync | undefined;
    const add = (input: number, output: number) =>
      database?.exec(
        `UPDATE session SET tokens_input = ${input}, tokens_output = ${output}, tokens_cache_read = 60, cost = 0.5`,
      );
    const findings = await watchScenario(opencode, {
      prepare: (home, cwd) => {
        database = openDatabase(home, TOTALS);
        addSession(database, 'ses_1', cwd);
        add(10, 20);
      },
      act: () => add(13, 24),
      stdout: jsonLines({type: 'step_start', sessionID: 'ses_1', part: {}}),
    });
    expect(findings?.figures).toMatchObject({input: 3, cacheRead: 0, output: 4});
  });

  test('says that a call is missing which was cut off, and does not count it as a turn', async () => {
    const act = (home: string, cwd: string) => {
      const database = openDatabase(home);
      addSession(database, 'ses_1', cwd);
      addMessage(database, 'msg_1', 'ses_1', message(tokens(10, 60, 5, 20), {finish: 'tool-calls'}));
      addMessage(
        database,
        'msg_2',
        'ses_1',
        message(tokens(0, 0, 0, 0), {cost: 0, time: {created: 3000}, finish: undefined}),
      );
    };
    expect(await watchScenario(opencode, {act, exitCode: null})).toMatchObject({
      figures: {input: 10, output: 20},
      turns: 1,
      cost: 0.5,
      reason: `${TITLES}, nor is one that was cut off`,
      verdict: null,
    });
  });

  test('states no cost for a model without a price', async () => {
    const act = (home: string, cwd: string) => {
      const database = openDatabase(home);
      addSession(database, 'ses_1', cwd);
      addMessage(database, 'msg_1', 'ses_1', message(tokens(10, 60, 5, 20), {cost: 0}));
    };
    expect((await watchScenario(opencode, {act}))?.cost).toBeNull();
  });

  test('keeps the failure of a run that ended with 0', async () => {
    const stdout = jsonLines({type: 'error', sessionID: 'ses_1', error: {name: 'APIError', data: {}}});
    expect(await watchScenario(opencode, {stdout, isExpected: false})).toMatchObject({
      state: 'unknown',
      verdict: {kind: 'failed', text: 'APIError'},
    });
    const act = (home: string, cwd: string) => {
      const database = openDatabase(home);
      addSession(database, 'ses_1', cwd);
      addMessage(database, 'msg_1', 'ses_1', message(tokens(0, 0, 0, 0), {error: {name: 'MessageAbortedError'}}));
    };
    expect((await watchScenario(opencode, {act}))?.verdict).toEqual({kind: 'aborted', text: 'MessageAbortedError'});
  });
});

describe('opencode 2, as its own tables tell', () => {
  const create = (home: string) => {
    const database = openDatabase(home, TOTALS);
    const totals = TOTALS.map((name) => `, ${name} REAL DEFAULT 0`).join('');
    database.exec(
      `CREATE TABLE session_v2 (id TEXT PRIMARY KEY, parent_id TEXT, fork_session_id TEXT, directory TEXT, version TEXT, time_created INTEGER${totals});
       CREATE TABLE session_message (id TEXT PRIMARY KEY, session_id TEXT, type TEXT, seq INTEGER, time_created INTEGER, time_updated INTEGER, data TEXT)`,
    );
    return database;
  };
  const begin = (
    database: DatabaseSync,
    id: string,
    directory: string,
    created: number,
    parent: string | null = null,
  ) =>
    database
      .prepare("INSERT INTO session_v2 (id, parent_id, directory, version, time_created) VALUES (?, ?, ?, '2.0.14', ?)")
      .run(id, parent, directory, created);
  const answer = (counts: object | undefined, created: number, more: object = {}) => ({
    ...{agent: 'build', model: {id: 'claude', providerID: 'anthropic', variant: 'default'}, content: []},
    ...{finish: 'stop', cost: 0.5, tokens: counts, time: {created, completed: created + 1}, ...more},
  });
  const add = (database: DatabaseSync, id: string, session: string, data: object, type = 'assistant') =>
    database
      .prepare('INSERT INTO session_message VALUES (?, ?, ?, 1, 0, 0, ?)')
      .run(id, session, type, JSON.stringify(data));
  /** Adds to a session's totals, as each step and each call beside the conversation does. */
  const use = (database: DatabaseSync, id: string, input: number, output: number, cost = 0.5) =>
    database
      .prepare(
        'UPDATE session_v2 SET tokens_input = tokens_input + ?, tokens_output = tokens_output + ?, cost = cost + ? WHERE id = ?',
      )
      .run(input, output, cost, id);

  test('reads messages, and from the totals of its sessions the calls that make titles', async () => {
    const act = (home: string, cwd: string) => {
      const [database, now] = [create(home), Date.now()];
      begin(database, 'ses_1', cwd, now);
      add(database, 'msg_user', 'ses_1', {text: 'Say hello.', time: {created: now}}, 'user');
      add(database, 'msg_1', 'ses_1', answer(tokens(10, 0, 0, 20), now + 1));
      use(database, 'ses_1', 10, 20);
      use(database, 'ses_1', 307, 11, 0.001);
      // A summary tells its own, which is in the totals as well.
      add(
        database,
        'msg_sum',
        'ses_1',
        {status: 'completed', tokens: tokens(900, 0, 0, 30), time: {created: now + 2}},
        'compaction',
      );
      use(database, 'ses_1', 900, 30, 0);
      begin(database, 'ses_2', cwd, now + 2, 'ses_1');
      add(database, 'msg_2', 'ses_2', answer(tokens(100, 0, 0, 10), now + 3));
      use(database, 'ses_2', 100, 10);
    };
    const stdout = jsonLines(step('msg_1', tokens(10, 0, 0, 20)));
    expect(await watchScenario(opencode, {act, stdout})).toMatchObject({
      figures: {input: 1317, output: 71},
      models: [{model: 'claude', input: 110, turns: 1}],
      turns: 1,
      cost: 1.001,
      state: 'measured',
      sessionId: 'ses_1',
      verdict: {kind: 'completed'},
      config: {metadata: {agent_version: '2.0.14'}},
    });
  });

  test('counts of a resumed session what the run adds, and takes no rows of version 1 for more', async () => {
    let database: DatabaseSync | undefined;
    const findings = await watchScenario(opencode, {
      prepare: (home, cwd) => {
        database = create(home);
        addSession(database, 'ses_1', cwd);
        database.exec('UPDATE session SET tokens_input = 9, tokens_output = 9');
        begin(database, 'ses_1', cwd, 1000);
        add(database, 'msg_1', 'ses_1', answer(tokens(9, 0, 0, 9), 1001));
        use(database, 'ses_1', 9, 9);
      },
      act: () => {
        if (database === undefined) return;
        add(database, 'msg_2', 'ses_1', answer(tokens(3, 0, 0, 4), Date.now() + 1));
        use(database, 'ses_1', 3, 4);
      },
    });
    expect(findings).toMatchObject({figures: {input: 3, output: 4}, turns: 1, state: 'partial', reason: TITLES});
  });

  test('leaves out what a fork has of its parent under new ids', async () => {
    let database: DatabaseSync | undefined;
    const findings = await watchScenario(opencode, {
      prepare: (home, cwd) => {
        database = create(home);
        begin(database, 'ses_1', cwd, 1000);
        add(database, 'msg_1', 'ses_1', answer(tokens(9, 0, 0, 9), 1001));
      },
      act: (_home, cwd) => {
        const now = Date.now();
        if (database === undefined) return;
        begin(database, 'ses_2', cwd, now);
        add(database, 'msg_copy_1', 'ses_2', answer(tokens(9, 0, 0, 9), 1001));
        add(database, 'msg_2', 'ses_2', answer(tokens(3, 0, 0, 4), now + 1));
        use(database, 'ses_2', 3, 4);
      },
    });
    expect(findings).toMatchObject({figures: {input: 3, output: 4}, turns: 1, sessionId: 'ses_2'});
  });

  test('says that a call was cut off, and that a step failed', async () => {
    const act = (home: string, cwd: string) => {
      const [database, now] = [create(home), Date.now()];
      begin(database, 'ses_1', cwd, now);
      add(database, 'msg_1', 'ses_1', answer(tokens(10, 0, 0, 20), now + 1));
      use(database, 'ses_1', 317, 31);
      const error = {type: 'provider.rate-limit', message: 'no'};
      const failed = {tokens: {...tokens(5, 0, 0, 1)}, finish: 'error', error, time: {created: now + 2}};
      add(database, 'msg_2', 'ses_1', answer(undefined, now + 2, failed));
      use(database, 'ses_1', 5, 1);
    };
    expect(await watchScenario(opencode, {act, exitCode: 1})).toMatchObject({
      figures: {input: 322, output: 32},
      state: 'partial',
      reason: 'it was cut off, and a call that had begun is not recorded',
      verdict: {kind: 'failed', text: 'provider.rate-limit'},
    });
  });
});

describe('opencode, as it prints', () => {
  test('has the thoughts in its output where the total says so, as some versions do with some providers', async () => {
    const of = async (total: number) => {
      const stdout = jsonLines(step('msg_1', {...tokens(10, 60, 5, 20, 7), total}));
      return (await watchScenario(opencode, {stdout}))?.figures.output;
    };
    expect([await of(102), await of(95)]).toEqual([27, 20]);
  });

  test('adds its steps up where the disk does not tell, each once', async () => {
    const stdout = jsonLines(
      step('msg_1', tokens(10, 60, 5, 20, 7)),
      step('msg_1', tokens(10, 60, 5, 20, 7)),
      step('msg_2', tokens(3, 70, 2, 4)),
    );
    expect(await watchScenario(opencode, {stdout, isExpected: false})).toMatchObject({
      figures: {input: 13, cacheRead: 130, cacheWrite: 7, output: 31, reasoning: 7},
      cost: 1,
      turns: 2,
    });
  });

  test('is not taken for another that prints errors', async () => {
    const stdout = jsonLines({type: 'error', message: 'Reconnecting'}, {type: 'step_finish', sessionID: 'x', part: {}});
    expect(await watchScenario(opencode, {stdout, isExpected: false})).toBeNull();
  });
});

describe('opencode before 1.2, as its files tell', () => {
  const files = (sessionId: string, id: string, data: object) => {
    return {[`${DATA}/storage/message/${sessionId}/${id}.json`]: JSON.stringify(data)};
  };
  const session = (id: string, parentID?: string) => ({
    [`${DATA}/storage/session/p/${id}.json`]: JSON.stringify({id, parentID, directory: '$CWD', time: {created: 1000}}),
  });

  test('adds messages up, with those of subagents, and not those of earlier runs', async () => {
    const before = {...session('ses_1'), ...files('ses_1', 'msg_1', message(tokens(10, 60, 5, 20)))};
    const during = {
      ...session('ses_2', 'ses_1'),
      ...files('ses_1', 'msg_2', message(tokens(3, 70, 2, 4))),
      ...files('ses_2', 'msg_3', message(tokens(100, 0, 0, 9))),
    };
    expect(await watchScenario(opencode, {before, during})).toMatchObject({
      figures: {input: 103, cacheRead: 70, cacheWrite: 2, output: 13},
      turns: 1,
      sessionId: 'ses_1',
    });
  });

  test('does not count messages again that an update moved into the database', async () => {
    const before = {...session('ses_1'), ...files('ses_1', 'msg_1', message(tokens(10, 60, 5, 20)))};
    const act = (home: string, cwd: string) => {
      const database = openDatabase(home);
      addSession(database, 'ses_1', cwd);
      addMessage(database, 'msg_1', 'ses_1', message(tokens(10, 60, 5, 20)));
      addMessage(database, 'msg_2', 'ses_1', message(tokens(3, 70, 2, 4)));
    };
    expect((await watchScenario(opencode, {before, act}))?.figures).toMatchObject({input: 3, output: 4});
  });
});

describe('a database that somebody made', () => {
  test.each([
    ['is no database', (path: string) => writeFileSync(path, 'nothing of the kind'.repeat(1000))],
    ['is empty', (path: string) => writeFileSync(path, '')],
    ['is cut in the middle', (path: string) => writeFileSync(path, 'SQLite format 3\0'.padEnd(4096, '\x01'))],
    ['has other tables', (path: string) => exec(path, 'CREATE TABLE message (x); CREATE TABLE session (y)')],
    [
      'computes for ever',
      (path: string) =>
        exec(
          path,
          `CREATE VIEW message AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r)
           SELECT max(n) AS id, '' AS session_id, '' AS data FROM r`,
        ),
    ],
    [
      'computes its columns',
      (path: string) =>
        exec(
          path,
          `CREATE TABLE message (id TEXT, session_id TEXT, data TEXT AS (hex(zeroblob(1000))));
           INSERT INTO message (id, session_id) VALUES ('msg_1', 'ses_1')`,
        ),
    ],
  ])('tells nothing when it %s', async (_name, make) => {
    const act = (home: string) => {
      mkdirSync(join(home, DATA), {recursive: true});
      make(join(home, DATA, 'opencode.db'));
    };
    expect(await watchScenario(opencode, {act})).toMatchObject({state: 'unknown', figures: {input: null}});
  });

  test('tells what it can when rows of it are broken', async () => {
    const act = (home: string, cwd: string) => {
      const database = openDatabase(home);
      addSession(database, 'ses_1', cwd);
      addMessage(database, 'msg_1', 'ses_1', 'half a {"row');
      addMessage(database, 'msg_2', 'ses_1', '[]');
      addMessage(database, 'msg_3', 'ses_1', message(tokens(10, 0, 0, 20)));
      addMessage(database, 'msg_4', 'ses_1', message({input: '7', output: -1, cache: {read: 1e308}}));
    };
    const findings = await watchScenario(opencode, {act});
    expect(findings).toMatchObject({
      figures: {input: Number.NaN, cacheRead: Number.NaN, output: Number.NaN},
      state: 'partial',
    });
  });

  test('is not followed out of the home, and leaves nothing behind', async () => {
    const {TMPDIR} = process.env;
    const temporary = mkdtempSync(join(tmpdir(), 'laforge-test-'));
    process.env.TMPDIR = temporary;
    const copies = () => readdirSync(temporary).filter((name) => name.startsWith('laforge-opencode-'));
    const act = (home: string, cwd: string) => {
      const database = openDatabase(home);
      addSession(database, 'ses_1', cwd);
      addMessage(database, 'msg_1', 'ses_1', message(tokens(10, 0, 0, 20)));
      const path = join(home, DATA, 'opencode.db');
      renameSync(path, join(home, 'moved.db'));
      symlinkSync(join(home, 'moved.db'), path);
    };
    try {
      expect(await watchScenario(opencode, {act})).toMatchObject({state: 'unknown'});
      expect(copies()).toEqual([]);
    } finally {
      if (TMPDIR === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = TMPDIR;
      rmSync(temporary, {recursive: true, force: true});
    }
  });
});

function exec(path: string, sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}
