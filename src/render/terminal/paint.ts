import {styleText} from 'node:util';

export type Look = 'strong' | 'dim' | 'good' | 'bad' | 'warn';
/** Gives a text its look, or leaves it as it is where colour is not wanted. */
export type Paint = (look: Look, text: string) => string;

const FORMATS = {strong: 'bold', dim: 'dim', good: 'green', bad: 'red', warn: 'yellow'} as const;

/** Colour only on a terminal that has it, and never against NO_COLOR (https://no-color.org: set and not empty). */
export function createPaint(
  stream: {readonly isTTY?: boolean},
  env: Readonly<Record<string, string | undefined>>,
): Paint {
  const coloured = stream.isTTY === true && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb';
  return coloured ? (look, text) => styleText(FORMATS[look], text, {validateStream: false}) : plainPaint;
}

export const plainPaint: Paint = (_look, text) => text;
