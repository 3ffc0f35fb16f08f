import assert from 'node:assert/strict';
import {cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import type {AgentReader, AgentSession, Findings, RunEnd} from '../../src/usage/agent-reader.ts';
import {AGENTS, type Agent} from '../../src/usage/agents.ts';
import {isResuming, startsOf} from '../../src/usage/command-words.ts';
import {createLineScanner} from '../../src/usage/line-scanner.ts';
import {noteBefore, recallBefore} from '../../src/usage/prior-state.ts';
import {readRecords} from '../../src/usage/read-records.ts';

/** Paths below the home, and what stands there; `$CWD` in it becomes the folder of the run. */
export type HomeFiles = Readonly<Record<string, string>>;

export interface Scenario {
  /** What is in the home when the run begins. */
  readonly before?: HomeFiles;
  /** What the run writes there. */
  readonly during?: HomeFiles;
  /** The same by hand, for what no text is. */
  readonly prepare?: (home: string, cwd: string) => void;
  readonly act?: (home: string, cwd: string) => void;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly isExpected?: boolean;
  readonly isMoving?: boolean;
  readonly starts?: number;
  readonly exitCode?: number | null;
  readonly env?: Readonly<Record<string, string>>;
  /** The arguments that the command starts the agent with. */
  readonly args?: readonly string[];
}

/**
 * Lets a reader watch a run that prints and writes just this, in a home of its own that is removed. Another reader, of a
 * later process, that has only what this one noted before the run must find the same.
 */
export async function watchScenario(reader: AgentReader, scenario: Scenario): Promise<Findings | null> {
  const home = mkdtempSync(join(tmpdir(), 'laforge-agent-'));
  const cwd = join(home, 'work', 'repo');
  mkdirSync(cwd, {recursive: true});
  try {
    writeFiles(home, cwd, scenario.before ?? {});
    scenario.prepare?.(home, cwd);
    const startTime = Date.now();
    const given = Object.entries(scenario.env ?? {}).map(([name, value]) => [name, value.replaceAll('$HOME', home)]);
    const env = Object.fromEntries(given);
    const before = noteBefore();
    const {args} = scenario;
    const {command} = await agentOf(reader);
    const starts = args === undefined ? [] : startsOf(command, [{names: command.names, args}]);
    const place = {home, cwd, env, starts, isResuming: isResuming(starts, command), isLate: false};
    const session = await reader.begin({...place, before});
    writeFiles(home, cwd, scenario.during ?? {});
    scenario.act?.(home, cwd);
    const logFile = join(home, 'log.txt');
    writeFileSync(logFile, scenario.stdout ?? '');
    const times = {startTime, endTime: Date.now()};
    const found = await finish(reader, session, scenario, {cwd, logFile, ...times});

    const recalled = recallBefore(before.noted());
    const late = await reader.begin({...place, before: recalled});
    assert.deepEqual(await finish(reader, late, scenario, {cwd, logFile, ...times}), found);
    return found;
  } finally {
    rmSync(home, {recursive: true, force: true});
  }
}

async function agentOf(reader: AgentReader): Promise<Agent> {
  for (const agent of AGENTS) if ((await agent.load()) === reader) return agent;
  throw new Error('No agent has this reader.');
}

async function finish(
  reader: AgentReader,
  session: AgentSession,
  scenario: Scenario,
  {cwd, logFile, ...times}: {readonly cwd: string; readonly logFile: string} & Pick<RunEnd, 'startTime' | 'endTime'>,
): Promise<Findings | null> {
  for (const stream of ['stdout', 'stderr'] as const) {
    const scanner = createLineScanner([reader.wants], {
      record: (record) => session.record(record, stream),
      line: (line) => session.line?.(line, stream),
    });
    scanner.push(Buffer.from((scenario[stream] ?? '').replaceAll('$CWD', cwd)));
    scanner.end();
  }
  return await session.finish({
    cwd,
    isExpected: scenario.isExpected ?? true,
    isOtherExpected: false,
    isMoving: scenario.isMoving ?? true,
    starts: scenario.starts ?? Number.POSITIVE_INFINITY,
    exitCode: scenario.exitCode === undefined ? 0 : scenario.exitCode,
    isRunning: false,
    isYoung: false,
    ...times,
    readLog: (wants, show) => readRecords(logFile, 0, wants, show),
  });
}

function writeFiles(home: string, cwd: string, files: HomeFiles): void {
  for (const [name, text] of Object.entries(files)) {
    const path = join(home, name);
    mkdirSync(dirname(path), {recursive: true});
    // In place, as the agents write: a session's file stays the same one.
    writeFileSync(path, text.replaceAll('$CWD', cwd));
  }
}

/** A recorded run below `fixtures/agents`, as a scenario. */
export function recordedScenario(name: string): Scenario {
  const folder = join(import.meta.dirname, '..', 'fixtures', 'agents', name);
  const read = (file: string) => (existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : '');
  const code = /code=(\d+)/.exec(read('exit.txt'))?.[1];
  return {
    stdout: read('stdout.txt'),
    stderr: read('stderr.txt'),
    exitCode: code === undefined ? null : Number(code),
    act: (home) => {
      const files = join(folder, 'files');
      if (existsSync(files)) cpSync(files, home, {recursive: true, mode: 0});
    },
  };
}

/** One JSON line each. */
export function jsonLines(...records: readonly unknown[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}
