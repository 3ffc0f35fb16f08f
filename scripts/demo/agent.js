/**
 * A scripted agent for the demo. It does a small task in the current folder and commits it, like a coding agent. The task
 * "usage" leaves a file uncommitted, as agents do. Plain JavaScript, for any Node.
 */
import {execFileSync} from 'node:child_process';
import {appendFileSync, writeFileSync} from 'node:fs';

const TASKS = {
  greeting: () => {
    write('greet.js', 'export const greet = (name) => ["Hello", name].join(" ");\n');
    commit('Add a greeting');
  },
  test: () => {
    write(
      'greet.test.js',
      "import {greet} from './greet.js';\n\nif (greet('Ada') !== 'Hello Ada') throw new Error(greet('Ada'));\n",
    );
    commit('Test the greeting');
    appendFileSync('greet.test.js', "console.log('ok');\n");
    commit('Say when the test is done');
  },
  shout: () => {
    write('greet.js', 'export const greet = (name) => ["HELLO", name].join(" ");\n');
    commit('Greet louder');
  },
  goodbye: () => {
    write('goodbye.js', 'export const goodbye = (name) => ["Goodbye", name].join(" ");\n');
    commit('Say goodbye');
  },
  usage: () => {
    write('USAGE.md', "# Usage\n\n    import {greet} from './greet.js';\n");
    console.log('agent: left USAGE.md uncommitted');
  },
};

const task = process.argv[2] ?? '';
const work = Object.hasOwn(TASKS, task) ? TASKS[task] : undefined;
if (work === undefined) {
  console.error(`agent: no such task: ${task}`);
  process.exitCode = 1;
} else {
  work();
  reportUsage();
}

function write(path, text) {
  writeFileSync(path, text);
  console.log(`agent: wrote ${path}`);
}

function commit(subject) {
  execFileSync('git', ['add', '--all']);
  execFileSync('git', ['commit', '--quiet', '-m', subject]);
  console.log(`agent: committed "${subject}"`);
}

/** Reports tokens and cost to LaForge, as any agent can that knows them. */
function reportUsage() {
  const file = process.env.LAFORGE_USAGE_FILE;
  if (file === undefined) return;
  const usage = {input_tokens: 12_000, cache_read_tokens: 4_000, cache_write_tokens: 0, output_tokens: 1_480};
  writeFileSync(file, JSON.stringify({...usage, cost: 0.0215, model: 'scripted', turns: 3}));
}
