import {describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import type {Chain} from '../../../src/domain/documents.ts';
import type {Uid} from '../../../src/domain/identity.ts';
import {outcomeRank} from '../../../src/domain/merge.ts';
import type {Ledger} from '../../../src/domain/ports/ledger.ts';
import type {LedgerRecords} from '../../../src/domain/records.ts';
import {interruptedOutcome} from '../../../src/domain/step-status.ts';
import {verifyChain} from '../../../src/ledger/chain.ts';
import {verifyLedger} from '../../../src/ledger/inspect.ts';
import {aDraft, anOutcome, aRollback, shaOf, tickingClock, uidOf} from '../../helpers/ledger.ts';
import {ledgerFolder} from '../../helpers/ledger-folder.ts';
import {tries} from '../../helpers/soak.ts';

const place = ledgerFolder();
let files = 0;

/** What writers do, each with a file of its own: begin a step, end or give up their oldest, roll back, take over another's. */
type Deed = readonly ['begin' | 'end' | 'interrupt' | 'roll back' | 'merge', number, number];
const WRITERS = 3;
const deeds: fc.Arbitrary<readonly Deed[]> = fc.array(
  fc.tuple(
    fc.constantFrom('begin', 'begin', 'end', 'end', 'interrupt', 'roll back', 'merge', 'merge'),
    fc.nat(WRITERS - 1),
    fc.nat(WRITERS - 1),
  ),
  {minLength: 6, maxLength: 24},
);

/** The files of all writers, and one clock for them. */
function play(all: readonly Deed[]): readonly Ledger[] {
  const clock = tickingClock();
  const now = () => clock.now().toISOString();
  const writers = Array.from({length: WRITERS}, () => place.ledger(`writer-${files++}.db`, {clock}));
  const running = writers.map((): Uid[] => []);
  for (const [n, [deed, at, from]] of all.entries()) {
    const ledger = writers[at] as Ledger;
    const chain = {seen: ledger.tips()};
    const uid = uidOf(n + 1);
    if (deed === 'begin') {
      ledger.createStep(aDraft(n + 1, {startTime: now(), chain}));
      running[at]?.push(uid);
    } else if (deed === 'end') {
      const oldest = running[at]?.shift();
      if (oldest !== undefined) ledger.updateStep(oldest, anOutcome({endTime: now(), commitShaAfter: shaOf(n)}));
    } else if (deed === 'interrupt') {
      const [step] = ledger.listSteps({status: 'running', limit: 1});
      if (step !== undefined) ledger.updateStep(step.uid, interruptedOutcome(step, 'its job is over.'));
    } else if (deed === 'roll back') {
      const active = ledger.listSteps({active: true, limit: 1}).map((step) => step.uid);
      ledger.addRollback(aRollback(n + 1, active, {createdAt: now(), chain}));
    } else ledger.merge((writers[from] as Ledger).records());
  }
  return writers;
}

function ledgerOf(...records: readonly LedgerRecords[]): Ledger {
  const ledger = place.ledger(`merged-${files++}.db`, {clock: tickingClock('2026-06-01T00:00:00.000Z')});
  for (const one of records) ledger.merge(one);
  return ledger;
}

const uidsOf = ({steps, rollbacks}: LedgerRecords) => [
  ...steps.map(({draft}) => draft.uid),
  ...rollbacks.map(({uid}) => uid),
];
const chainsOf = ({steps, rollbacks}: LedgerRecords) => [
  ...steps.map(({draft}) => draft.chain),
  ...rollbacks.map(({chain}) => chain),
];
const isNamed = (records: LedgerRecords, uid: Uid) =>
  chainsOf(records).some((chain) => chain?.seen.some((it) => it.uid === uid));

/** The records with those of one uid made into something else, or left out. Who does that makes all digests of rows right. */
function tampered(
  records: LedgerRecords,
  uid: Uid,
  change: (record: Record<string, unknown>) => unknown,
): LedgerRecords {
  const apply = <Item>(item: Item, own: Uid) =>
    own === uid ? change(structuredClone(item) as Record<string, unknown>) : item;
  const changed = {
    ...records,
    steps: records.steps.map((step) => apply(step, step.draft.uid)).filter((it) => it !== null),
    rollbacks: records.rollbacks.map((draft) => apply(draft, draft.uid)).filter((it) => it !== null),
  } as unknown as LedgerRecords;
  const left = new Set(uidsOf(changed));
  return {
    ...changed,
    stepClaims: records.stepClaims.filter((claim) => left.has(claim.uid)),
    rollbackClaims: records.rollbackClaims.filter((claim) => left.has(claim.uid)),
  };
}

test('histories of several writers verify, merged in any order', () => {
  fc.assert(
    fc.property(deeds, fc.shuffledSubarray([0, 1, 2], {minLength: WRITERS}), (all, order) => {
      const writers = play(all);
      const merged = ledgerOf(...order.map((at) => (writers[at] as Ledger).records()));
      for (const ledger of [...writers, merged]) expect(verifyChain(ledger).findings).toEqual([]);
      expect(verifyLedger(merged.path)).toEqual([]);
      const known = writers.flatMap((ledger) => verifyChain(ledger).tips.map(({sha256}) => sha256));
      expect(verifyChain(merged, known).findings).toEqual([]);
      // A history taken over once more, from the first record on.
      expect(verifyChain(ledgerOf(merged.records())).tips.length).toBe(verifyChain(merged).tips.length);
    }),
    tries(100),
  );
}, 120_000);

/** A change to a record that has none of what may still change. */
const CHANGES: readonly (readonly [string, (record: Record<string, unknown>) => unknown])[] = [
  ['taken out', () => null],
  ['its creation', (record) => ({...record, createdAt: '2026-01-01T00:00:00.500Z'})],
  [
    'its project',
    ({draft, ...record}) =>
      draft === undefined
        ? {...record, projectId: 'a/b'}
        : {...record, draft: {...(draft as object), projectId: 'a/b'}},
  ],
  [
    'its link',
    ({draft, ...record}) =>
      draft === undefined ? {...record, chain: null} : {...record, draft: {...(draft as object), chain: null}},
  ],
  [
    'what it saw',
    ({draft, ...record}) => {
      const more = (chain: Chain | null) => ({
        seen: [...(chain?.seen ?? []), {uid: uidOf(0xeee), number: null, sha256: 'e'.repeat(64)}],
      });
      if (draft === undefined) return {...record, chain: more(record.chain as Chain)};
      return {...record, draft: {...(draft as object), chain: more((draft as {chain: Chain}).chain)}};
    },
  ],
];

test.each(CHANGES)(
  'a record that was changed is told by others, or by whoever remembers the tip: %s',
  (_what, change) => {
    fc.assert(
      fc.property(deeds, fc.nat(), (all, choice) => {
        const merged = ledgerOf(...play(all).map((ledger) => ledger.records()));
        const records = merged.records();
        const uids = uidsOf(records);
        fc.pre(uids.length > 0);
        const uid = uids[choice % uids.length] ?? '';
        const remembered = verifyChain(merged).tips.map(({sha256}) => sha256);
        const other = ledgerOf(tampered(records, uid, change));
        expect(verifyChain(other, remembered).findings).not.toEqual([]);
        if (isNamed(records, uid)) expect(verifyChain(other).findings.join()).toMatch(/is gone|was changed since/);
      }),
      tries(40),
    );
  },
  120_000,
);

test('the end of a step that another record saw cannot be changed, except where its own run may still tell it', () => {
  fc.assert(
    fc.property(deeds, (all) => {
      const merged = ledgerOf(...play(all).map((ledger) => ledger.records()));
      const remembered = verifyChain(merged).tips.map(({sha256}) => sha256);
      const records = merged.records();
      for (const step of records.steps.filter(({outcome}) => outcome !== null)) {
        const outcome = {...step.outcome, exitCode: 9};
        const other = ledgerOf(tampered(records, step.draft.uid, (record) => ({...record, outcome})));
        const isTold = verifyChain(other, remembered).findings.length > 0;
        expect(isTold).toBe(outcomeRank(step) === 3);
      }
    }),
    tries(20),
  );
}, 120_000);

test('a record that was put in among others is told until another has seen it', () => {
  fc.assert(
    fc.property(deeds, fc.nat(), fc.constantFrom('no chain', 'no link', 'a link'), (all, choice, how) => {
      const merged = ledgerOf(
        ...play([...all, ['merge', 0, 1], ['merge', 0, 2], ['begin', 0, 0], ['begin', 0, 0]]).map((ledger) =>
          ledger.records(),
        ),
      );
      const records = merged.records();
      const steps = records.steps.filter(({draft}) => draft.chain !== null && draft.uid !== uidOf(all.length + 4));
      const after = steps[choice % steps.length] as (typeof steps)[number];
      const seen = verifyChain(ledgerOf({...records, steps: [after], rollbacks: []})).tips;
      const chain = {'no chain': null, 'no link': {seen: []}, 'a link': {seen}}[how];
      const createdAt = after.createdAt.replace('.000Z', '.500Z');
      const put = {
        ...after,
        draft: {...after.draft, uid: uidOf(0x777), chain},
        createdAt,
        outcome: anOutcome({endTime: createdAt}),
      };
      const other = ledgerOf({...records, steps: [...records.steps, put]});
      expect(verifyChain(other).remarks.join('\n')).toMatch(/was put in/);
      expect(verifyLedger(other.path)).toEqual([]);
      other.createStep(aDraft(0x778, {chain: {seen: other.tips()}}));
      expect(verifyChain(other).remarks.join('\n')).not.toMatch(/no later record saw/);
    }),
    tries(30),
  );
}, 120_000);

test('numbers that were swapped are told where another record saw one of them', () => {
  fc.assert(
    fc.property(deeds, fc.nat(), fc.nat(), (all, one, two) => {
      const records = ledgerOf(...play(all).map((ledger) => ledger.records())).records();
      const {length} = records.steps;
      fc.pre(length > 1 && one % length !== two % length);
      const [a, b] = [one, two].map((n) => records.steps[n % length]?.draft.uid ?? '');
      const other = new Map([
        [a, b],
        [b, a],
      ]);
      const swapped = ledgerOf({
        ...records,
        stepClaims: records.stepClaims.map((claim) => ({...claim, uid: other.get(claim.uid) ?? claim.uid})),
      });
      const isSeen = chainsOf(records).some((chain) =>
        chain?.seen.some(({uid, number}) => number !== null && other.has(uid)),
      );
      // Of two runs that claimed one number both have the claim.
      fc.pre(isSeen && !haveSameClaims(records, a ?? '', b ?? ''));
      expect(verifyChain(swapped).findings.join()).toMatch(/had the number \d+ when/);
    }),
    tries(30),
  );
}, 120_000);

function haveSameClaims({stepClaims}: LedgerRecords, a: Uid, b: Uid): boolean {
  const numbersOf = (uid: Uid) => new Set(stepClaims.filter((claim) => claim.uid === uid).map(({number}) => number));
  return [...numbersOf(a)].some((number) => numbersOf(b).has(number));
}

describe('a history that older versions began', () => {
  test('stays valid, and its chain begins with the first record that has one', () => {
    const ledger = place.ledger();
    for (const n of [1, 2]) {
      ledger.createStep(aDraft(n));
      ledger.updateStep(uidOf(n), anOutcome());
    }
    expect(verifyChain(ledger)).toEqual({findings: [], remarks: [], tips: [], chained: 0});
    ledger.createStep(aDraft(3, {chain: {seen: ledger.tips()}}));
    ledger.createStep(aDraft(4, {chain: {seen: ledger.tips()}}));
    expect(verifyChain(ledger)).toMatchObject({
      findings: [],
      remarks: ['the chain begins with step 3: of 2 records from before it nothing is shown'],
      tips: [{uid: uidOf(4), number: 4}],
      chained: 2,
    });
    ledger.createStep(aDraft(5));
    expect(verifyChain(ledger).remarks).toContain(
      'step 5 is in no chain: an older version recorded it, or it was put in',
    );
  });

  test('the end of a step that ends after a hundred others began is named by none', () => {
    const ledger = place.ledger();
    ledger.createStep(aDraft(1, {chain: {seen: []}}));
    const others = Array.from({length: 120}, (_, n) => uidOf(n + 2));
    ledger.merge({
      ...{stepClaims: [], rollbacks: [], rollbackClaims: []},
      steps: others.map((uid, n) => ({
        draft: aDraft(1, {uid, chain: {seen: n === 0 ? ledger.tips() : []}}),
        ...{parentUid: null, createdAt: '2026-01-02T00:00:00.000Z', outcome: anOutcome()},
      })),
    });
    ledger.updateStep(uidOf(1), anOutcome());
    expect(ledger.tips().map(({uid}) => uid)).not.toContain(uidOf(1));
    expect(verifyChain(ledger).findings).toEqual([]);
  });
});
