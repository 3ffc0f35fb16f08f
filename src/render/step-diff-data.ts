import {stepToJson} from '../domain/step.ts';
import {comparisonToJson} from '../domain/step-comparison.ts';
import type {ShownDiff} from './step-diff-rows.ts';

/** The documented JSON of a diff of steps (docs/step-diff.md), with every file and no patch. */
export function diffToJson(diff: ShownDiff) {
  const sum = (key: 'insertions' | 'deletions') => diff.files.reduce((all, file) => all + (file[key] ?? 0), 0);
  return {
    schema_version: 1,
    a: stepToJson(diff.a),
    b: diff.b === null ? null : stepToJson(diff.b),
    code: {
      mode: diff.mode,
      from: diff.range.from,
      to: diff.range.to,
      same: diff.mode === 'none' ? null : diff.files.length === 0,
      files: diff.files.map(({oldPath, insertions, deletions, ...file}) => ({
        path: file.path,
        old_path: oldPath,
        status: file.status,
        in: file.in,
        insertions,
        deletions,
        binary: insertions === null,
      })),
      insertions: sum('insertions'),
      deletions: sum('deletions'),
      conflicts: diff.conflicts,
    },
    ...(diff.comparison === null ? {comparable: null, config: [], figures: null} : comparisonToJson(diff.comparison)),
    notes: diff.notes,
  };
}
