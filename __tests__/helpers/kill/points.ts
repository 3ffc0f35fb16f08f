import type {Effect} from './killed-run.ts';

/** Git commands that change nothing which another process sees: they read, or write objects that no ref leads to. */
const READS = [
  ...['cat-file', 'check-attr', 'check-ref-format', 'config', 'diff-files', 'diff-index', 'diff-tree', 'for-each-ref'],
  ...['ls-files', 'ls-remote', 'merge-base', 'rev-list', 'rev-parse', 'status', 'write-tree', 'commit-tree'],
  // Into a repository of ours alone, which has no FETCH_HEAD to write.
  ...['push --dry-run', 'fetch --quiet --no-tags --no-write-fetch-head', 'fast-import'],
];
const READ = new RegExp(
  [
    `^(start|end) of git (-c \\S+ |--\\S+ )*(${READS.join('|')})(?![\\w-])`,
    '^(request|answer to) GET ',
    // The word that a step is alive, which each run says anew.
    '^utimes \\S*/laforge/steps/',
    // One output of many: what the workflow does with half of them is not ours.
    '^appendFile \\S*/output →',
  ].join('|'),
);

/**
 * The points at which a kill leaves something else than the point before it. After a command that only reads, and
 * between two statements of a transaction that is not committed, the world is what it was.
 */
export function pointsThatDiffer(effects: readonly Effect[]): readonly Effect[] {
  const open = new Set<string>();
  let isSame = false;
  return effects.filter((effect) => {
    const {process, name} = effect;
    const isOpen = open.has(process);
    const isEndOfTransaction = /^SQLite: (COMMIT|ROLLBACK)/.test(name);
    const isKept = !isSame || (isOpen && isEndOfTransaction);
    if (/^SQLite: BEGIN/.test(name)) open.add(process);
    else if (isEndOfTransaction) open.delete(process);
    isSame = READ.test(name) || open.has(process);
    return isKept;
  });
}
