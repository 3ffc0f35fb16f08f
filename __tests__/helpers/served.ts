import {expect} from '@jest/globals';
import type {TokenUsage} from '../../src/domain/documents.ts';

/** Tokens of calls that a model server answered: reasoning is a part of the output. */
export interface Served {
  readonly input: number;
  readonly write: number;
  readonly read: number;
  readonly output: number;
  readonly reasoning: number;
}

/** The calls of the recorded runs: those of a normal one, of one that goes on with it, of a subagent, of a helper model. */
export const [T1, T2, T3, T4, S1, S2, AUX] = [
  [1013, 2003, 3001, 101, 41],
  [27, 509, 5004, 57, 13],
  [31, 211, 5513, 43, 7],
  [37, 223, 5724, 47, 5],
  [409, 701, 0, 83, 0],
  [19, 103, 701, 29, 0],
  [307, 0, 0, 11, 0],
].map(([input = 0, write = 0, read = 0, output = 0, reasoning = 0]): Served => {
  return {input, write, read, output, reasoning};
}) as [Served, Served, Served, Served, Served, Served, Served];

export function add(...calls: readonly Served[]): Served {
  const sum = (key: keyof Served) => calls.reduce((all, call) => all + call[key], 0);
  return {
    input: sum('input'),
    write: sum('write'),
    read: sum('read'),
    output: sum('output'),
    reasoning: sum('reasoning'),
  };
}

/** As wires tell it that know no writing to a cache: it is input like any other. */
export function unwritten({input, write, ...rest}: Served): Served {
  return {...rest, input: input + write, write: 0};
}

/** That the usage is this in every class, and known to be; reasoning may be untold. */
export function expectMeasured(usage: TokenUsage, served: Served): void {
  expect(classesOf(usage)).toEqual({...classes(served), state: 'measured'});
  expect(usage.total_tokens).toBe(served.input + served.write + served.read + served.output);
  if (usage.reasoning_tokens !== null) expect(usage.reasoning_tokens).toBe(served.reasoning);
}

/** That the usage is this in every class, and that something is said to be missing. */
export function expectPartial(usage: TokenUsage, served: Served, reason: RegExp): void {
  expect(classesOf(usage)).toEqual({...classes(served), state: 'partial'});
  expect(usage.reason).toMatch(reason);
}

export function expectUnknown(usage: TokenUsage): void {
  expect(usage).toMatchObject({
    state: 'unknown',
    total_tokens: null,
    input_tokens: null,
    output_tokens: null,
    cost: null,
  });
}

function classesOf(usage: TokenUsage) {
  const {input_tokens: input, cache_write_tokens: write, cache_read_tokens: read, output_tokens: output, state} = usage;
  return {input, write, read, output, state};
}

function classes({input, write, read, output}: Served) {
  return {input, write, read, output};
}
