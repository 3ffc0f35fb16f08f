#!/usr/bin/env node
/**
 * Starts the command line on a Node that can run it. Plain JavaScript without top-level await, so that every Node from
 * 12.20 on gets as far as saying what works instead.
 */
import {existsSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

/** The oldest Node that the SQLite binaries run on: an older one dies of a segmentation fault when it loads them. */
const OLDEST = 22;

const bundle = new URL('../dist/laforge.js', import.meta.url);
const ownNode = new URL(`../node_modules/node/bin/node${process.platform === 'win32' ? '.exe' : ''}`, import.meta.url);

if (!existsSync(bundle)) fail(`${fileURLToPath(bundle)} is missing: in a clone, npm ci and npm run build make it.`);
else if (Number(process.versions.node.split('.')[0]) >= OLDEST) import(bundle.href);
else if (existsSync(ownNode)) runWith(fileURLToPath(ownNode));
else sayWhatWorks();

/** Runs the bundle on another Node as if it were this process: its streams, signals and exit status. */
function runWith(node) {
  import('node:child_process').then(({spawn}) => {
    const child = spawn(node, [fileURLToPath(bundle), ...process.argv.slice(2)], {stdio: 'inherit'});
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    const forward = (signal) => child.kill(signal);
    for (const signal of signals) process.on(signal, forward);
    child.on('error', sayWhatWorks);
    child.on('exit', (code, signal) => {
      for (const name of signals) process.removeListener(name, forward);
      if (signal === null) process.exitCode = code;
      else process.kill(process.pid, signal);
    });
  });
}

function sayWhatWorks() {
  const command = [fileURLToPath(bundle), ...process.argv.slice(2)].map(quote).join(' ');
  fail(
    `Node ${OLDEST} or later is needed, and this is Node ${process.versions.node}. Run: npx --yes node@24 ${command}`,
  );
}

/** For a POSIX shell, and only where it is needed. */
function quote(argument) {
  return /^[\w@%+=:,./\\-]+$/.test(argument) ? argument : `'${argument.replace(/'/g, `'\\''`)}'`;
}

function fail(sentence) {
  console.error(`laforge: ${sentence}`);
  process.exitCode = 1;
}
