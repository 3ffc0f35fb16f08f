import {z} from 'zod';
import type {AgentResult} from '../domain/ports/agent.ts';
import * as schemas from '../ledger/record-schemas.ts';
import type {RunNote} from './run-note.ts';

const head = z.object({sha: schemas.sha.nullable(), branch: schemas.name.nullable()});

const start = z.object({
  head,
  workTree: z.object({
    head: schemas.sha.nullable(),
    stash: schemas.sha.nullable(),
    older: z.array(z.object({path: z.string(), stamp: z.string().nullable(), content: z.string().nullable()})),
  }),
  heads: z
    .array(z.tuple([z.string(), schemas.sha]))
    .transform((entries) => new Map(entries))
    .nullable(),
  startTime: schemas.timestamp,
});

const ENDINGS = {
  exited: 'exited',
  timed_out: 'timed_out',
  cancelled: 'cancelled',
  over_budget: 'over_budget',
} as const satisfies {readonly [Ending in AgentResult['ending']]: Ending};

const agent = z.object({
  ending: z.enum(ENDINGS),
  exitCode: z.int(),
  startTime: schemas.timestamp,
  endTime: schemas.timestamp,
  durationMs: z.number(),
  notes: schemas.notes,
});

const left = z.object({
  head,
  kept: schemas.sha.nullable(),
  notes: schemas.notes,
  missed: schemas.text.nullable(),
});

const checked = z.object({
  status: schemas.status,
  result: schemas.check.nullable(),
  notes: schemas.notes,
  offBranch: schemas.text.nullable(),
});

const runNote = z.object({
  uid: schemas.uid,
  cancelled: z.boolean(),
  isFork: z.boolean(),
  told: z.boolean(),
  finished: z.boolean(),
  repository: z.object({
    root: z.string(),
    gitDir: z.string(),
    commonDir: z.string(),
    mainWorkTree: z.string(),
    settings: z.array(z.string()),
    programs: z.record(z.string(), z.string()),
  }),
  agentProcess: z.object({pid: z.int().min(1), started: z.string()}).nullable(),
  progress: z
    .object({
      start,
      agent: agent.nullable(),
      left: left.nullable(),
      checked: checked.nullable(),
      used: z.object({usage: schemas.tokenUsage, config: schemas.agentConfig.partial()}).nullable(),
    })
    .nullable(),
});

/** A note that came as JSON, every field checked. Throws on one that cannot be right. */
export function parseRunNote(value: unknown): RunNote {
  return runNote.parse(value);
}
