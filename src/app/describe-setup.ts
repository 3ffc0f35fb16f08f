import {hash} from 'node:crypto';
import {relative, sep} from 'node:path';
import {givenVariables, isCommonVariable} from '../agent/agent-env.ts';
import {digestInstructions} from '../agent/instruction-files.ts';
import type {Setup} from '../domain/documents.ts';
import type {Repository} from '../domain/ports/git.ts';
import {type StepCommand, type StepOptions, wordsOf} from './step-options.ts';

/** The digest by which a command is known again. */
export function scriptDigest(command: StepCommand): string {
  return hash('sha256', JSON.stringify(wordsOf(command)), 'hex');
}

/** Describes what an agent finds, and is given, beside its prompt. Never throws: what cannot be told is left out. */
export async function describeSetup(
  repository: Pick<Repository, 'root' | 'head' | 'submodulesOf'>,
  {command, directory, envAllow}: Pick<StepOptions, 'command' | 'directory' | 'envAllow'>,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Setup> {
  const isGiven = givenVariables(envAllow, env);
  const {sha} = await repository.head();
  return {
    script_sha256: scriptDigest(command),
    shell: command.kind === 'script' ? command.shell.name : null,
    directory: relative(repository.root, directory).split(sep).join('/') || '.',
    instructions: digestInstructions(repository.root, directory),
    platform: `${process.platform} ${process.arch}`,
    image: env.ImageOS ?? null,
    image_version: env.ImageVersion ?? null,
    env: Object.keys(env)
      .filter((name) => env[name] !== undefined && isGiven(name) && !isCommonVariable(name))
      .sort(),
    submodules: sha === null ? [] : await repository.submodulesOf(sha).catch(() => []),
  };
}
