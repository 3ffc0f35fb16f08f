import {tmpdir} from 'node:os';
import {afterEach} from '@jest/globals';
import type {Repository} from '../../src/domain/ports/git.ts';
import {openGit} from '../../src/git/open.ts';

/**
 * Opens repositories through the git port, without tokens and with no identity but a repository's own, and closes them
 * after each test. Call it once at the top of a test file.
 */
export function repositoryOpener(): (directory: string, environment?: Record<string, string>) => Promise<Repository> {
  let opened: Repository[] = [];
  afterEach(async () => {
    await Promise.all(opened.map((repository) => repository.close()));
    opened = [];
  });
  return async (directory, environment = {}) => {
    const git = openGit({environment, temporaryDirectory: tmpdir()});
    const repository = await git.open(directory);
    opened.push(repository);
    return repository;
  };
}
