import {afterAll, describe, expect, test} from '@jest/globals';
import {
  canMeet,
  listRequests,
  meetFaults,
  type Part,
  type PartFault,
  type PartRequest,
  writePast,
} from '../../helpers/faulty-run.ts';
import {FAULTS, type Fault} from '../../helpers/github-service/faults.ts';

/*
 * Every request of a run meets a fault, and every fault a request: a few of them in each run, one in each part of it.
 * The soak tests try each request with each fault.
 */

const PASTS = {artifact: await writePast('artifact'), cache: await writePast('cache')};
afterAll(() => Promise.all(Object.values(PASTS).map((place) => place.remove())));

/** Of the faults in turn, the one that was used longest ago of those that a request can meet. */
const queue = [...FAULTS];
function nextFault(request: string): Fault {
  // What only a download can meet must not miss it.
  const fault = queue.find((it) => it === 'garble' && canMeet(request, it)) ?? queue.find((it) => canMeet(request, it));
  if (fault === undefined) throw new Error(`${request} can meet no fault.`);
  queue.splice(queue.indexOf(fault), 1);
  queue.push(fault);
  return fault;
}

/**
 * For each part of a run its requests, each with a fault; then the first of each part, the second of each, and so on.
 * Where a save that failed half-way has its name for good, start and end of one run do not fail together.
 */
async function dealFaults(name: keyof typeof PASTS): Promise<readonly (readonly PartFault[])[]> {
  const requests = await listRequests(PASTS[name]);
  if (name === 'cache') return deal(requests, ['restore', 'start', 'end']);
  return [...deal(requests, ['restore', 'end']), ...deal(requests, ['start'])];
}

function deal(requests: readonly PartRequest[], parts: readonly Part[]): readonly (readonly PartFault[])[] {
  const ofPart = parts.map((it) => requests.filter(([part]) => part === it));
  const most = Math.max(...ofPart.map((it) => it.length));
  return Array.from({length: most}, (_, n) =>
    ofPart.flatMap((it): readonly PartFault[] => {
      const found = it[n];
      return found === undefined ? [] : [[...found, nextFault(found[1])]];
    }),
  );
}

const DEALT = {artifact: await dealFaults('artifact'), cache: await dealFaults('cache')};

test('every fault is among them', () => {
  const dealt = Object.values(DEALT).flat(2);
  expect(new Set(dealt.map(([, , fault]) => fault))).toEqual(new Set(FAULTS));
});

describe.each(['artifact', 'cache'] as const)('the store %s loses and invents nothing', (name) => {
  test.each(DEALT[name].map((faults) => [faults.map((it) => it.join(' ')).join(', '), faults] as const))(
    'where these meet a fault: %s',
    (_, faults) => meetFaults(PASTS[name], faults),
  );
});
