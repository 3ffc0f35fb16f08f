import {createHash} from 'node:crypto';
import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import type {Writable} from 'node:stream';
import {nowhere} from '../agent/output-tee.ts';
import {secretsOf} from '../agent/redact.ts';
import {createAgentRunner} from '../agent/run-agent.ts';
import {collectLastLines} from '../agent/run-check.ts';
import {parseShell, writeScript} from '../agent/script.ts';
import type {Sha} from '../domain/identity.ts';
import {parseJson} from '../domain/json.ts';
import {dictionary, integer, Reading, WRONG} from '../domain/kinds.ts';
import type {Repository} from '../domain/ports/git.ts';
import type {Environment} from '../domain/ports/system.ts';
import {readRegularFile, replaceFile} from '../files/regular-file.ts';
import {systemClock} from '../system/clock-and-uids.ts';
import {noteOwner} from '../system/folders.ts';
import type {bisectSteps} from '../usecases/bisect-steps.ts';

interface BisectCheck {
  /** Runs the check on a commit's files, or reuses the result that an earlier search got for the same files. */
  run: Parameters<typeof bisectSteps>[0]['check'];
  close(): void;
}

interface BisectCheckRequest {
  readonly script: string;
  readonly timeoutMs: number;
  /** The check's environment; variables that point git at a repository are removed. */
  readonly env: Environment;
  /** Receives the check's output; null when nobody watches. */
  readonly sink: Writable | null;
  /** Keeps the results from one search to the next. */
  readonly resultsFile: string;
  readonly signal: AbortSignal;
}

/** Opens a check that runs in a separate work tree. The user's own files are not touched. */
export function openBisectCheck(repository: Repository, request: BisectCheckRequest): BisectCheck {
  const scratch = repository.makeScratch();
  const folder = mkdtempSync(join(tmpdir(), 'laforge-bisect-'));
  noteOwner(folder);
  const sink = request.sink ?? nowhere();
  const runner = createAgentRunner({sinks: {stdout: sink, stderr: sink}, clock: systemClock});
  const known = new KnownResults(request.resultsFile, request.script);
  let trees: Promise<ReadonlyMap<Sha, Sha>> | undefined;
  return {
    run: async (commit, again, states) => {
      trees ??= scratch.treesOf(states);
      const tree = (await trees).get(commit);
      const earlier = again || tree === undefined ? undefined : known.get(tree);
      if (earlier !== undefined) return {exitCode: earlier, durationMs: 0, isKnown: true, lastLine: null};
      await scratch.checkOut(commit);
      const logFile = join(folder, 'check.log');
      rmSync(logFile, {force: true, recursive: true});
      const argv = writeScript(parseShell('bash', '--check'), request.script, folder);
      const tail = collectLastLines(secretsOf(request.env));
      const {exitCode, durationMs} = await runner.run({
        argv,
        cwd: scratch.folder,
        env: environmentOf(request.env),
        timeoutMs: request.timeoutMs,
        logFile,
        stdin: 'none',
        observe: tail.observe,
        signal: request.signal,
      });
      // 126 and above mean that the check could not run or was killed. Do not remember those: they may not happen again.
      if (exitCode < 126 && tree !== undefined) known.set(tree, exitCode);
      const output = exitCode === 0 ? undefined : readRegularFile(logFile)?.subarray(-MOST_OUTPUT).toString('utf8');
      const [lastLine = null] = tail.lines().slice(-1);
      // Shells print the path of their script, which is deleted by the time anybody reads this.
      const shown = lastLine?.replaceAll(argv.at(-1) ?? '', 'check') ?? null;
      return {exitCode, durationMs, isKnown: false, lastLine: shown, ...(output !== undefined && {output})};
    },
    close: () => {
      scratch.remove();
      rmSync(folder, {recursive: true, force: true});
    },
  };
}

const MOST_OUTPUT = 64 * 1024;

/** Removes git's variables, which could point the check at another repository. */
function environmentOf(env: BisectCheckRequest['env']): Readonly<Record<string, string>> {
  const kept = Object.entries(env).filter(([name]) => !name.startsWith('GIT_'));
  return Object.fromEntries(kept.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

const MOST_RESULTS = 1_000;

const results = dictionary(integer(0, 125));

/** Exit codes by tree and check. An unreadable file counts as empty. */
class KnownResults {
  readonly #file: string;
  readonly #check: string;
  readonly #results: Map<string, number>;

  constructor(file: string, script: string) {
    this.#file = file;
    this.#check = createHash('sha256').update(script).digest('hex').slice(0, 16);
    this.#results = readResults(file);
  }

  get(tree: Sha): number | undefined {
    return this.#results.get(this.#key(tree));
  }

  set(tree: Sha, exitCode: number): void {
    this.#results.delete(this.#key(tree));
    this.#results.set(this.#key(tree), exitCode);
    const newest = [...this.#results].slice(-MOST_RESULTS);
    mkdirSync(dirname(this.#file), {recursive: true});
    replaceFile(this.#file, JSON.stringify(Object.fromEntries(newest)));
  }

  #key(tree: Sha): string {
    return `${tree} ${this.#check}`;
  }
}

function readResults(file: string): Map<string, number> {
  const found = results.read(parseJson(readRegularFile(file)?.toString('utf8') ?? ''), new Reading(false));
  return new Map(found === WRONG ? [] : Object.entries(found));
}
