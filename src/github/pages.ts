import type {Forge} from '../domain/runner-variables.ts';

/** The largest that GitHub gives. */
export const PER_PAGE = 100;

/** A page of the largest size, as each forge calls it. */
export function pageSize(forge: Forge = 'GitHub'): {readonly per_page: number} {
  return {per_page: PER_PAGE, ...(forge === 'GitHub' ? {} : {limit: PER_PAGE})};
}

/** One page of a listing as the client hands it on. */
interface Page<Item> {
  readonly data: readonly Item[];
  readonly headers: {readonly link?: string | undefined};
}

/**
 * The items of a listing, page by page, until a page brings none that is new. That is judged by what came and not by
 * what was asked for: Gitea calls the size of a page by another name, and lists all comments on every page.
 */
export async function* readPages<Item extends {readonly id: number}>(
  read: (page: number) => Promise<Page<Item>>,
): AsyncGenerator<Item> {
  const seen = new Set<number>();
  for (let page = 1; ; page++) {
    const {data, headers} = await read(page);
    const fresh = data.filter(({id}) => !seen.has(id));
    for (const {id} of fresh) seen.add(id);
    yield* fresh;
    if (fresh.length === 0 || !mayHaveNext(data.length, headers.link)) return;
  }
}

/** The links say whether there is a next page. They are not followed: they could name any host. */
function mayHaveNext(count: number, link: string | undefined): boolean {
  return link === undefined ? count >= PER_PAGE : /\brel="?next"?/.test(link);
}
