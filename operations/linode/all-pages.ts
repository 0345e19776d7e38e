interface Page<T> {
  readonly data: readonly T[];
  readonly page: number;
  readonly pages: number;
}

/** The most that the API gives at once. */
const PAGE_SIZE = 500;

/** Every element of a list of the Linode API, page by page. @param ask a function of `@linode/api-v4` with its last argument left */
export async function allPages<T>(
  ask: (params: { readonly page: number; readonly page_size: number }) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const all: T[] = [];
  for (let page = 1, pages = 1; page <= pages; page++) {
    const answer = await ask({ page, page_size: PAGE_SIZE });
    all.push(...answer.data);
    pages = answer.pages;
  }
  return all;
}
