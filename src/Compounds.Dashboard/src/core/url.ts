/** The address is the state of the screen: what is chosen, filtered and asked as of when. */
export type Query = Readonly<Record<string, string>>;

/** What stays when one goes to another page: the times. */
const kept = ['as', 'known', 'public'];

export function readQuery(search: string): Query {
  return Object.fromEntries(new URLSearchParams(search));
}

/** Writes a query; empty and null values are left out, and commas, colons and semicolons stay readable. */
export function writeQuery(query: Record<string, string | null | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value) search.set(name, value);
  const text = search.toString().replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%3B', ';');
  return text && `?${text}`;
}

/** An address with the times of the one before, unless it gives its own. */
export function keepTimes(href: string, query: Query): string {
  const [path, search = ''] = href.split('?');
  const times = Object.fromEntries(kept.filter((name) => query[name]).map((name) => [name, query[name]]));
  return path + writeQuery({ ...times, ...readQuery(search) });
}
