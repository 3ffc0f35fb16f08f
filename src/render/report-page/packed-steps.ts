import {gzipSync} from 'node:zlib';
import type {Step} from '../../domain/step.ts';
import {type Html, visibleText} from '../html-page.ts';
import {type StepCells, stepCells} from './step-rows.ts';

/** The texts of a row, in the order of its cells. */
const TEXTS: readonly ((cells: StepCells) => string)[] = [
  ({label}) => label,
  ({status}) => status,
  ({branch}) => branch,
  ({agent}) => agent,
  ({title}) => title,
  ({took}) => took.text,
  ({tokens}) => tokens.text,
  ({cost}) => cost.text,
  ({began}) => began.text,
];
/** What is behind its figures. */
const VALUES: readonly ((cells: StepCells) => number | null)[] = [
  ({took}) => took.value,
  ({tokens}) => tokens.value,
  ({cost}) => cost.value,
  ({began}) => began.value,
];

/**
 * Steps that a page has without their facts and texts, as columns, newest first: a hundred thousand of them stand in memory
 * at once. Words that come again are named by their place in a list.
 */
export class EarlierSteps {
  count = 0;
  readonly #texts = TEXTS.map(() => ({places: new Map<string, number>(), column: [] as number[]}));
  readonly #values = VALUES.map((): (number | null)[] => []);

  readonly add = (steps: readonly Step[]): void => {
    for (const step of steps) {
      const cells = stepCells(step, false);
      for (const [at, {places, column}] of this.#texts.entries()) {
        const word = visibleText(TEXTS[at]?.(cells) ?? '');
        const place = places.get(word) ?? places.size;
        places.set(word, place);
        column.push(place);
      }
      for (const [at, column] of this.#values.entries()) column.push(VALUES[at]?.(cells) ?? null);
      this.count += 1;
    }
  };

  /**
   * Their columns, compressed, in an element that no browser runs and the page's script opens on demand; of as many of the
   * newest as there is room for.
   */
  pack(mostLength: number): {readonly html: Html; readonly packed: number} {
    for (let count = this.count; count > 0; count = Math.floor(count * 0.8)) {
      const html = `<script type="application/gzip" id="earlier">${this.#packed(count)}</script>`;
      if (html.length <= mostLength) return {html, packed: count};
    }
    return {html: '', packed: 0};
  }

  #packed(count: number): string {
    const texts = this.#texts.map(({places, column}) => {
      const kept = column.slice(0, count);
      // Places are given as words come, so the words of the first ones are the first words.
      return {
        words: [...places.keys()].slice(0, kept.reduce((most, place) => Math.max(most, place), -1) + 1),
        column: kept,
      };
    });
    return gzipSync(JSON.stringify({texts, values: this.#values.map((column) => column.slice(0, count))})).toString(
      'base64',
    );
  }
}
