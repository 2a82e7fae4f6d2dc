import { keepTimes, readQuery, writeQuery, type Query } from '../core/url';

let path = $state(location.pathname);
let query = $state.raw<Query>(readQuery(location.search));

/** Where the page is. */
export const address = {
  get path() { return path; },
  get query() { return query; },
};

function read(): void {
  path = location.pathname;
  query = readQuery(location.search);
}

addEventListener('popstate', read);

/** Goes to an address of the application; the times come along. */
export function go(href: string, replace = false): void {
  const target = keepTimes(href, query);
  if (target === location.pathname + location.search) return;
  history[replace ? 'replaceState' : 'pushState'](null, '', target);
  const isOtherPage = location.pathname !== path;
  read();
  if (isOtherPage) scrollTo(0, 0);
}

/** Changes parts of the query; null takes one out. Replaces the entry in the history unless it should be gone back to. */
export function setQuery(changes: Record<string, string | null>, push = false): void {
  const target = path + writeQuery({ ...query, ...changes });
  if (target === location.pathname + location.search) return;
  history[push ? 'pushState' : 'replaceState'](null, '', target);
  read();
}

/** Shows this page with exactly this query, the times included. */
export function openQuery(wanted: Query): void {
  setQuery({ ...Object.fromEntries(Object.keys(query).map((name) => [name, null])), ...wanted }, true);
}

/** Takes over clicks on links inside the application. */
export function followLinks(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element | null)?.closest('a');
  const href = link?.getAttribute('href');
  if (!link || !href?.startsWith('/') || href.startsWith('/v1/') || link.target || link.hasAttribute('download')) return;
  event.preventDefault();
  go(href);
}
