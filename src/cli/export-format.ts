import type {Claim} from '../domain/claims.ts';
import {StoreError} from '../domain/errors.ts';
import {isObject, type Json, parseObject} from '../domain/json.ts';
import {
  jsonToStepRecord,
  type LedgerRecords,
  NO_RECORDS,
  parseLedgerRecords,
  type SetAside,
} from '../domain/records.ts';
import {jsonToDraft, type Rollback, rollbackToJson} from '../domain/rollback.ts';
import {type Step, stepToJson} from '../domain/step.ts';
import {seal, unsealAll} from '../stores/sealed-json.ts';

/** A history as it is exported: what people see of it, and the claims from which its numbers follow. */
export interface ExportedHistory {
  /** Oldest first, like the rollbacks. */
  readonly steps: readonly Step[];
  readonly rollbacks: readonly Rollback[];
  readonly stepClaims: readonly Claim[];
  readonly rollbackClaims: readonly Claim[];
  /** Records that cannot be read here, as they were found. */
  readonly setAside: readonly SetAside[];
}

/** The columns that a csv export begins with. */
const CSV_BEGINS = 'id,uid,active,status,';
/** The type of a line in ndjson, and the list in json. */
const LISTS = {
  step: 'steps',
  rollback: 'rollbacks',
  step_claim: 'step_claims',
  rollback_claim: 'rollback_claims',
  set_aside: 'set_aside',
} as const;
type RowType = keyof typeof LISTS;
const TYPES: readonly RowType[] = ['step', 'rollback', 'step_claim', 'rollback_claim', 'set_aside'];
/** A row, and its own text where it stands on a line of its own. */
interface Row {
  readonly type: RowType;
  readonly value: unknown;
  readonly text?: string;
}

/** One object with a list for each type of row, with steps and rollbacks as `--json` has them. */
export function formatJson(history: ExportedHistory): string {
  const rows = rowsOf(history);
  const lists = TYPES.map((type) => [LISTS[type], rows.filter((row) => row.type === type).map(({value}) => value)]);
  return `${JSON.stringify(Object.fromEntries(lists), null, 2)}\n`;
}

/** One object a line, each with its `type`. */
export function formatNdjson(history: ExportedHistory): string {
  return rowsOf(history)
    .map(({type, value}) => `${JSON.stringify({type, ...value})}\n`)
    .join('');
}

/**
 * Reads an export back, in either form, every field checked; a record that cannot be right is set aside as it is. Throws
 * StoreError on a text that is neither.
 */
export function parseExport(text: string, source: string): LedgerRecords {
  const setAside: SetAside[] = [];
  const rows = parseJsonRows(text) ?? parseNdjsonRows(text, setAside);
  if (rows === undefined && text.startsWith(CSV_BEGINS)) {
    throw new StoreError(
      'not-a-ledger',
      `${source} is an export as csv, which has the figures of the steps alone. Export as json or ndjson to import it.`,
    );
  }
  if (rows === undefined) {
    throw new StoreError(
      'not-a-ledger',
      `${source} is neither a steps.db nor an export of one (json, ndjson). Name another file.`,
    );
  }
  const read = (type: RowType) => {
    const found = rows.filter((row) => row.type === type);
    return unsealAll(
      found.map(({value}) => withoutType(value)),
      setAside,
      found.map(({value, text: own}) => own ?? JSON.stringify(value)),
    );
  };
  const {setAside: odd = [], ...records} = parseLedgerRecords(
    {
      ...NO_RECORDS,
      steps: read('step').map(jsonToStepRecord),
      rollbacks: read('rollback').map(jsonToDraft),
      stepClaims: read('step_claim').map(jsonToClaim),
      rollbackClaims: read('rollback_claim').map(jsonToClaim),
    },
    source,
  );
  const kept = read('set_aside').flatMap(({record, reason}) =>
    typeof record === 'string' ? [{text: record, reason: String(reason)}] : [],
  );
  return {...records, setAside: [...setAside, ...odd, ...kept]};
}

function rowsOf({steps, rollbacks, stepClaims, rollbackClaims, setAside}: ExportedHistory) {
  const row = (type: RowType, value: Json) => ({type, value});
  const claims = (type: RowType, list: readonly Claim[]) =>
    list.map(({uid, number, claimedAt}) => row(type, {uid, number, claimed_at: claimedAt}));
  return [
    ...steps.map((step) => row('step', seal(stepToJson(step)))),
    ...rollbacks.map((rollback) => row('rollback', seal(rollbackToJson(rollback)))),
    ...claims('step_claim', stepClaims),
    ...claims('rollback_claim', rollbackClaims),
    ...setAside.map(({text, reason}) => row('set_aside', {record: text, reason})),
  ];
}

function parseJsonRows(text: string): readonly Row[] | undefined {
  const value = parseObject(text);
  if (value === undefined || !Array.isArray(value.steps)) return undefined;
  return TYPES.flatMap((type) => {
    const list: unknown = value[LISTS[type]];
    return Array.isArray(list) ? list.map((item: unknown): Row => ({type, value: item})) : [];
  });
}

/** Undefined where no line is a row of ours. */
function parseNdjsonRows(text: string, setAside: SetAside[]): readonly Row[] | undefined {
  const rows: Row[] = [];
  const odd: SetAside[] = [];
  for (const line of text.split('\n').filter((it) => it.trim() !== '')) {
    const value = parseObject(line);
    const type = TYPES.find((known) => known === value?.type);
    if (type === undefined)
      odd.push({text: line, reason: value === undefined ? 'is no JSON object' : 'has no type known here'});
    else rows.push({type, value, text: line});
  }
  if (rows.length === 0) return undefined;
  setAside.push(...odd);
  return rows;
}

function withoutType(value: unknown): unknown {
  if (!isObject(value)) return value;
  const {type: _, ...rest} = value;
  return rest;
}

function jsonToClaim({uid, number, claimed_at}: Json): Json {
  return {uid, number, claimedAt: claimed_at};
}
