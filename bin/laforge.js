#!/usr/bin/env node
/**
 * Starts the command line on a Node that can run it. Plain JavaScript, so that each Node from 14.18 on can at least print
 * which version is needed.
 */
const {existsSync} = require('node:fs');
const {join} = require('node:path');

const bundle = join(__dirname, '../dist/laforge.js');
const ownNode = join(__dirname, `../node_modules/node/bin/node${process.platform === 'win32' ? '.exe' : ''}`);

if (!existsSync(bundle)) fail(`${bundle} is missing: in a clone, npm ci and npm run build make it.`);
else if (require('../dist/node-version.js').isNewEnough(process.versions.node)) require(bundle);
else if (existsSync(ownNode)) runWith(ownNode);
else sayWhatWorks();

/** Runs the bundle on another Node as if it were this process: its streams, signals and exit status. */
function runWith(node) {
  const {spawn} = require('node:child_process');
  const child = spawn(node, [bundle, ...process.argv.slice(2)], {stdio: 'inherit'});
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const forward = (signal) => child.kill(signal);
  for (const signal of signals) process.on(signal, forward);
  child.on('error', sayWhatWorks);
  child.on('exit', (code, signal) => {
    for (const name of signals) process.removeListener(name, forward);
    if (signal === null) process.exitCode = code;
    else process.kill(process.pid, signal);
  });
}

function sayWhatWorks() {
  const command = [bundle, ...process.argv.slice(2)].map(quote).join(' ');
  const {OLDEST} = require('../dist/node-version.js');
  fail(
    `Node ${OLDEST} or later is needed, and this is Node ${process.versions.node}. Run: npx --yes node@24 ${command}`,
  );
}

/** Quotes an argument for a POSIX shell if needed. */
function quote(argument) {
  return /^[\w@%+=:,./\\-]+$/.test(argument) ? argument : `'${argument.replace(/'/g, `'\\''`)}'`;
}

function fail(sentence) {
  console.error(`laforge: ${sentence}`);
  process.exitCode = 1;
}
