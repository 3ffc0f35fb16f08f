/** A list as `JSON.stringify` with two spaces writes it at a depth, item by item. */
export class JsonList {
  readonly #indent: string;
  #isEmpty = true;

  constructor(depth = 0) {
    this.#indent = `\n${'  '.repeat(depth)}`;
  }

  *add(items: Iterable<unknown>): Generator<string> {
    for (const item of items) {
      const text = JSON.stringify(item, null, 2).replaceAll('\n', `${this.#indent}  `);
      yield `${this.#isEmpty ? '[' : ','}${this.#indent}  ${text}`;
      this.#isEmpty = false;
    }
  }

  end(): string {
    return this.#isEmpty ? '[]' : `${this.#indent}]`;
  }
}
