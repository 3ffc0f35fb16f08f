import {shortSha} from '../../domain/identity.ts';
import type {DroppedPin} from '../../domain/pin-messages.ts';
import {type Pin, pinName, stateOfPin, subjectInWords} from '../../domain/pins.ts';
import type {KeptCommit} from '../../domain/ports/commits.ts';
import {listInWords} from '../../domain/text.ts';
import {formatLines, stepLabel} from '../format.ts';
import {formatAge, formatSteps, plural} from './figures.ts';
import {type Column, firstLines, renderTable, warningLines} from './table.ts';
import {type DatedView, type Paint, toPlainText} from './text.ts';

const COMMITS_SHOWN = 20;

interface PinTable extends DatedView {
  /** The command that drops a pin. */
  readonly drop: string;
}

/** Renders the pins of a project, newest first: the name and origin of each, and what only it keeps. */
export function renderPinList(projectId: string, pins: readonly Pin[], {width, paint, now, drop}: PinTable): string {
  const columns: readonly Column<Pin>[] = [
    {title: 'PIN', cell: pinName, look: (_pin, text) => paint('strong', text)},
    {title: 'OF', cell: ofInWords, shrinkTo: 20},
    {title: 'STATE', cell: (pin) => stateOfPin(pin).replaceAll('_', ' ')},
    {title: 'ONLY IT KEEPS', cell: keptInWords},
    {title: 'SIZE', cell: sizeInWords},
    {title: 'WHERE', cell: whereInWords},
    {title: 'WHEN', cell: (pin) => whenOf(pin, now)},
    {title: 'BY', cell: actorOf, shrinkTo: 8},
    {title: 'REASON', cell: reasonOf, shrinkTo: 12},
  ];
  return [
    `${toPlainText(projectId)}: ${plural(pins.length, 'pin')}`,
    '',
    renderTable(columns, pins, {width, paint}),
    '',
    paint('dim', `Drop one for good, such as after a secret got into it: ${drop}`),
  ].join('\n');
}

interface DropPlan {
  readonly pins: readonly Pin[];
  readonly lost: readonly KeptCommit[];
  readonly warnings: readonly string[];
}

/** Lists what a drop would delete. */
export function renderDropPlan({pins, lost, warnings}: DropPlan, paint: Paint): string {
  return [
    ...pins.map(
      (pin) =>
        `${paint('strong', `${toPlainText(pinName(pin))} goes`)}, the pin of ${toPlainText(subjectInWords(pin))}, ${whereInWords(pin)}: ${toPlainText(pin.ref)}`,
    ),
    lost.length === 0
      ? 'Nothing else goes with it: other refs lead to all of its commits.'
      : `${plural(lost.length, 'commit')} that nothing else leads to ${lost.length === 1 ? 'goes' : 'go'} with ${pins.length === 1 ? 'it' : 'them'}:`,
    ...firstLines(
      lost,
      COMMITS_SHOWN,
      ({sha, subject}) => `  ${paint('warn', shortSha(sha))}  ${toPlainText(subject)}`,
      paint,
    ),
    ...consequences(pins),
    ...warningLines(warnings, paint),
  ].join('\n');
}

/** Lists the dropped pins, and the places that may still have the commits. */
export function renderDropped(
  dropped: readonly DroppedPin[],
  remaining: {
    readonly remoteRefs: readonly string[];
    readonly localRefs: readonly string[];
    readonly reflog: boolean;
  },
  {atRemote, here}: {readonly atRemote: boolean; readonly here: boolean},
): string {
  const still = [
    ...remaining.remoteRefs.map((ref) => `the ref ${ref} at the remote`),
    ...remaining.localRefs.map((ref) => `the ref ${ref} here`),
    ...(atRemote
      ? [
          "the host itself, by their SHAs and in its caches, until it collects garbage (ask its support; GitHub's page is Removing sensitive data from a repository)",
          'forks, open pull requests (refs/pull/…), and every clone that fetched them',
        ]
      : []),
    ...(remaining.reflog ? ['the reflogs of this repository: git reflog expire --expire=now --all'] : []),
    ...(here ? ['the object store of this repository, until git gc --prune=now'] : []),
    'bundles and logs of the runs that made them; the history keeps their SHAs and subjects',
  ];
  return [
    ...dropped.map(({ref}) => `Dropped ${toPlainText(ref)}.`),
    'What may still have the commits:',
    ...still.map((one) => `  - ${toPlainText(one)}`),
    'A secret that was in them has been seen: revoke it.',
  ].join('\n');
}

function consequences(pins: readonly Pin[]): readonly string[] {
  const inForce = pins.filter(
    ({subject}) =>
      subject.kind === 'rollback' && subject.rollback.kind === 'rollback' && subject.rollback.undoneBy === null,
  );
  if (inForce.length === 0) return [];
  return [`After that, ${listInWords(inForce.map((pin) => toPlainText(pinName(pin))))} cannot be undone any more.`];
}

/** Says what a pin is of: `rollback of main: steps 3 and 4`, `undo of main: step 3`, `work of step 7 for main`. */
function ofInWords({subject}: Pin): string {
  switch (subject.kind) {
    case 'rollback': {
      const {rollback, steps} = subject;
      const covered = steps.length === 0 ? '' : `: ${steps.length === 1 ? 'step' : 'steps'} ${formatSteps(steps)}`;
      return `${rollback.kind} of ${rollback.branch ?? 'no branch'}${covered}`;
    }
    case 'step': {
      const branch = subject.step?.branch ?? null;
      return `work of step ${stepLabel(subject.step ?? {id: null, uid: subject.uid})}${branch === null ? '' : ` for ${branch}`}`;
    }
    case 'check':
    case 'beside':
      return subjectInWords({subject});
    case 'odd':
      return '?';
  }
}

function keptInWords({alone}: Pin): string {
  if (alone === null) return '?';
  return alone.length === 0 ? 'nothing' : plural(alone.length, 'commit');
}

function sizeInWords({size}: Pin): string {
  return size === null ? '' : `${plural(size.filesChanged, 'file')} ${formatLines(size.insertions, size.deletions)}`;
}

function whereInWords({remote, local}: Pin): string {
  return remote === null ? 'here' : local === null ? 'at the remote' : 'at the remote and here';
}

function whenOf({subject}: Pin, now: Date): string {
  if (subject.kind === 'rollback') return formatAge(subject.rollback.createdAt, now);
  const time = subject.kind === 'step' ? (subject.step?.endTime ?? subject.step?.startTime) : undefined;
  return time == null ? '' : formatAge(time, now);
}

function actorOf({subject}: Pin): string {
  if (subject.kind === 'rollback') return subject.rollback.actor ?? '';
  return subject.kind === 'step' ? (subject.step?.run?.actor ?? '') : '';
}

function reasonOf({subject}: Pin): string {
  if (subject.kind === 'rollback') return subject.rollback.reason ?? '';
  // The first note of a pinned step says why it was pinned. Its later sentences repeat what the list shows.
  return subject.kind === 'step' ? (subject.step?.notes[0]?.split('. ')[0] ?? '') : '';
}
