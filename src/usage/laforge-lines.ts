import {asObject, type Json} from '../domain/json.ts';
import type {Findings, Wants} from './agent-reader.ts';
import {findTold, readToldRecord, type ToldRecord} from './told-records.ts';

const TEXT_LINE = 'TOKEN_USAGE:';
const MOST_LINES = 100_000;

interface TokenLines {
  record(record: Json): void;
  line(text: string): void;
  /** Adds all lines up; null where there was none. */
  findings(): Findings | null;
}

export const TOKEN_LINES: Wants = {types: [], prefixes: ['{"token_usage"', TEXT_LINE]};

/**
 * LaForge's own lines, which any script can print: `{"token_usage": {"prompt_tokens": 12, "completion_tokens": 3}}` and
 * `TOKEN_USAGE: prompt_tokens=12 completion_tokens=3 cost=0.01 model=…`, with the keys of the usage file. Several are
 * added up.
 */
export function collectTokenLines(): TokenLines {
  const records: ToldRecord[] = [];
  let isComplete = true;
  const take = (value: Json) => {
    if (records.length < MOST_LINES) records.push(readToldRecord(value));
    else isComplete = false;
  };
  return {
    record: (record) => {
      const usage = asObject(record.token_usage);
      if (usage !== undefined) take(usage);
    },
    line: (text) => {
      if (!text.startsWith(TEXT_LINE)) return;
      const pairs = [...text.slice(TEXT_LINE.length).matchAll(/([a-z_]+)=([^\s,;]+)/g)];
      if (pairs.length > 0) take(Object.fromEntries(pairs.map(([, key = '', value = '']) => [key, toValue(value)])));
    },
    findings: () => findTold(records, 'token usage lines', isComplete),
  };
}

/** A number stays one, also one that cannot be used. */
function toValue(text: string): unknown {
  return /^-?\d/.test(text) ? Number(text) : text;
}
