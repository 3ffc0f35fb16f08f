import {gzipSync} from 'node:zlib';
import type {Step} from '../../domain/step.ts';
import {type Html, visibleText} from '../html-page.ts';
import {type StepCells, stepCells} from './step-rows.ts';

/** The repetitive texts of a row, in the order of its cells. Each is stored as its index in a list of distinct words. */
const TEXTS: readonly ((cells: StepCells) => string)[] = [
  ({status}) => status,
  ({branch}) => branch,
  ({agent}) => agent,
  ({title}) => title,
  ({took}) => took.text,
  ({tokens}) => tokens.text,
  ({cost}) => cost.text,
];
/** The values behind a row's figures. The page's script formats the time itself. */
const VALUES: readonly ((cells: StepCells) => number | null)[] = [
  ({took}) => took.value,
  ({tokens}) => tokens.value,
  ({cost}) => cost.value,
  ({began}) => began.value,
];

/**
 * The steps of a page as columns, newest first, without facts and texts, so that a hundred thousand of them fit in memory.
 */
export class StepColumns {
  count = 0;
  readonly #ids: number[] = [];
  /** The labels of steps without a number, by the index of the step. */
  readonly #labels = new Map<number, string>();
  readonly #texts = TEXTS.map((read) => ({read, places: new Map<string, number>(), column: [] as number[]}));
  readonly #values = VALUES.map((read) => ({read, column: [] as (number | null)[]}));

  readonly add = (steps: readonly Step[]): void => {
    for (const step of steps) {
      const cells = stepCells(step, false);
      if (step.id === null) this.#labels.set(this.count, cells.label);
      this.#ids.push(step.id ?? 0);
      for (const {read, places, column} of this.#texts) {
        const word = read(cells);
        let place = places.get(word);
        if (place === undefined) {
          place = places.size;
          places.set(word, place);
        }
        column.push(place);
      }
      for (const {read, column} of this.#values) column.push(read(cells));
      this.count += 1;
    }
  };

  /**
   * Packs the steps from index `from` on, as many as fit, compressed into an element that browsers do not run and that the
   * page's script opens on demand.
   */
  pack(from: number, mostLength: number): {readonly html: Html; readonly packed: number} {
    for (let packed = this.count - from; packed > 0; ) {
      const html = `<script type="application/gzip" id="earlier">${this.#packed(from, from + packed)}</script>`;
      if (html.length <= mostLength) return {html, packed};
      packed = Math.floor(Math.min(0.9, (mostLength / html.length) * 0.98) * packed);
    }
    return {html: '', packed: 0};
  }

  #packed(from: number, to: number): string {
    const texts = this.#texts.map(({places, column}) => {
      const kept = column.slice(from, to);
      // Indexes are assigned in order of appearance, so the kept rows only use the first words.
      const most = kept.reduce((highest, place) => Math.max(highest, place), -1);
      return {words: [...places.keys()].slice(0, most + 1).map(visibleText), column: kept};
    });
    const labels = [...this.#labels].flatMap(([at, label]) =>
      at >= from && at < to ? [[at - from, visibleText(label)]] : [],
    );
    const [took, tokens, cost, began = []] = this.#values.map(({column}) => column.slice(from, to));
    const ids = differences(this.#ids.slice(from, to));
    const values = [took, tokens, cost, differences(began)];
    // The highest level takes three times as long and saves 3 %.
    return gzipSync(JSON.stringify({ids, labels, texts, values}), {level: 4}).toString('base64');
  }
}

/** Replaces each number by its difference to the one before, which is small and often the same, so it compresses well. */
function differences(numbers: readonly (number | null)[]): readonly number[] {
  return numbers.map((number, at) => (number ?? 0) - (numbers[at - 1] ?? 0));
}
