import type {Effect} from './killed-run.ts';

/** Git commands that change nothing which another process sees. */
const READS =
  'cat-file|check-attr|check-ref-format|config|diff-files|diff-index|diff-tree|for-each-ref|ls-files|ls-remote|merge-base|rev-list|rev-parse|status';
const READ = new RegExp(`^(start|end) of git (-c \\S+ |--\\S+ )*(${READS})\\b|^(request|answer to) GET `);

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
