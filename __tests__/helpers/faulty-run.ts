import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {expect} from '@jest/globals';
import type {History, Publication} from '../../src/domain/ports/store.ts';
import {readFragment} from '../../src/stores/fragment.ts';
import type {Fault} from './github-service/faults.ts';
import type {LoggedRequest} from './github-service/request-log.ts';
import {copyWorld} from './github-service/world.ts';
import {aDraft, anOutcome, uidOf} from './ledger.ts';
import {createGithubPlace, type GithubPlace, realStoreDeps} from './store-places.ts';

/*
 * A run whose requests meet faults. Each fault lasts as long as its part of the run: the restore, the save of the record
 * of the start, the save of the end.
 */

/** Where all is well a busy machine may take its time. */
const PATIENCE = {restoreMs: 60_000, restoreBesideMs: 60_000, publishMs: 60_000, runningMs: 60_000, discardMs: 60_000};
/** In trouble much less than people wait, since it is waited for in hundreds of cases. */
const IMPATIENCE = {restoreMs: 2_500, restoreBesideMs: 2_500, publishMs: 2_500, runningMs: 2_000, discardMs: 1_000};

export type Part = 'restore' | 'start' | 'end';
export type FaultyStore = 'artifact' | 'cache';
/** A request of a part of a run, as `nameOf` tells it. */
export type PartRequest = readonly [part: Part, request: string];
export type PartFault = readonly [part: Part, request: string, fault: Fault];

/** The same name for the same request of any run. */
export function nameOf({kind, method, path}: LoggedRequest): string {
  const name =
    kind === 'blob' ? `blob${/[?&]comp=\w+/.exec(path)?.[0] ?? ''}` : path.replace(/([?&])per_page.*/, '$1…');
  const query = /[?&]name=([\w.-]+)/.exec(path)?.[1] ?? '';
  return `${method} ${name.replace(/\/\d+/g, '/N').replace(/^\/twirp\/.*\//, '')}${query}`;
}

/** Whether a fault can be seen in the answer to a request: another bit, only in what is compared with a digest. */
export function canMeet(request: string, fault: Fault): boolean {
  return fault !== 'garble' || request.startsWith('GET blob');
}

/** A place where two parallel runs have saved, so that a restore has something to merge. */
export async function writePast(name: FaultyStore): Promise<GithubPlace> {
  const place = await createGithubPlace(name);
  const histories = [await (await place.run()).open(), await (await place.run()).open()];
  for (const [index, history] of histories.entries()) {
    await history.startStep(aDraft(index + 1));
    await history.finishStep(uidOf(index + 1), anOutcome());
    await history.publish();
    await history.close();
  }
  for (const id of place.service.world.runs.keys()) place.service.endRun(id);
  return place;
}

/** A place of its own where the same runs have been. */
async function copyPast(past: GithubPlace): Promise<GithubPlace> {
  const place = await createGithubPlace(past.name === 'cache' ? 'cache' : 'artifact');
  Object.assign(place.limits, PATIENCE);
  copyWorld(past.service.world, place.service.world);
  return place;
}

/** One run from beginning to end; `during` is told which part of it comes. */
async function recordStep(place: GithubPlace, n: number, during: (part: Part) => void) {
  const run = await place.run();
  during('restore');
  const history = await run.open();
  during('start');
  await history.startStep(aDraft(n));
  // Where the record of the start cannot be saved, only its time tells that it is not waited for any more.
  const end = Date.now() + place.limits.runningMs + 200;
  while (!existsSync(join(run.folder, 'running.json')) && Date.now() < end) await delay(20);
  await history.finishStep(uidOf(n), anOutcome());
  during('end');
  return {run, history, publication: await history.publish()};
}

/** The requests that each part of a run makes where all is well. */
export async function listRequests(past: GithubPlace): Promise<readonly PartRequest[]> {
  const place = await copyPast(past);
  try {
    const found = new Map<string, PartRequest>();
    let part: Part = 'restore';
    place.service.fault = (request) => {
      found.set(`${part} ${nameOf(request)}`, [part, nameOf(request)]);
      return undefined;
    };
    await recordStep(place, 3, (next) => {
      part = next;
    });
    return [...found.values()];
  } finally {
    await place.remove();
  }
}

/** A run whose requests meet these faults, and what must be true of it whatever they are. */
export async function meetFaults(past: GithubPlace, faults: readonly PartFault[]): Promise<void> {
  const place = await copyPast(past);
  try {
    let current: Part | undefined;
    place.service.fault = (it) => faults.find(([part, request]) => part === current && request === nameOf(it))?.[2];
    const {run, history, publication} = await recordStep(place, 3, (next) => {
      current = next;
      Object.assign(place.limits, faults.some(([part]) => part === next) ? IMPATIENCE : PATIENCE);
    });
    place.service.fault = undefined;
    Object.assign(place.limits, PATIENCE);

    // 1. What could not be read is never taken for nothing.
    const mayBeUnread = faults.some(([part]) => part === 'restore');
    expect(history.condition.kind).toMatch(mayBeUnread ? /^(found|unreadable)$/ : /^found$/);

    // 2. The record is in the store, or where people are told; then a later process of the run brings it there.
    if (publication.kind === 'kept') {
      expect(publication.reason).toMatch(/\S/);
      expect(await readKept(publication)).toContainEqual(
        expect.objectContaining({outcome: expect.objectContaining({status: 'succeeded'})}),
      );
      await history.close();
      expect((await (await run.open()).publish()).kind).toMatch(/^(published|fragment)$/);
    }

    // 3. The next healthy run knows everything.
    const next = await (await place.run()).open();
    expect(next.condition).toEqual({kind: 'found'});
    expect(await statusesOf(next)).toEqual(new Map([3, 2, 1].map((n) => [uidOf(n), 'succeeded'])));
    expect(new Set((await next.listSteps()).map((step) => step.id))).toEqual(new Set([1, 2, 3]));
  } finally {
    await place.remove();
  }
}

async function statusesOf(history: History) {
  return new Map((await history.listSteps()).map((step) => [step.uid, step.status]));
}

/** What the file says that a record was kept in. */
async function readKept(publication: Publication & {readonly kind: 'kept'}) {
  expect(existsSync(publication.where)).toBe(true);
  const deps = realStoreDeps();
  if (publication.where.endsWith('.json')) return (await readFragment(publication.where, 'kept')).steps;
  const ledger = await deps.openLedger(publication.where);
  try {
    return ledger.records().steps;
  } finally {
    ledger.close();
  }
}
