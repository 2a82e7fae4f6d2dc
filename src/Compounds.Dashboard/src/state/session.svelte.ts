import { api, ask, Problem, type Schemas } from '../core/api';
import { writeQuery } from '../core/url';
import { address } from './address.svelte';

export type Me = Schemas['Me'];
type State = { kind: 'unknown' } | { kind: 'out' } | { kind: 'in'; me: Me } | { kind: 'failed'; problem: Problem };

let state = $state.raw<State>({ kind: 'unknown' });

/** Who was signed in last, so that the shell opens without a line. Nothing that lets anybody in, and no longer than a working day. */
const kept = 'last-session';
const keptMilliseconds = 12 * 3_600_000;

function enter(me: Me): void {
  state = { kind: 'in', me };
  try { localStorage.setItem(kept, JSON.stringify({ me, at: Date.now() })); } catch { /* Without storage the shell does not open offline. */ }
}

function leave(): void {
  state = { kind: 'out' };
  try { localStorage.removeItem(kept); } catch { /* Nothing was kept then. */ }
}

function lastSession(): Me | null {
  try {
    const { me, at } = JSON.parse(localStorage.getItem(kept) ?? 'null') as { me: Me; at: number };
    return Date.now() - at < keptMilliseconds ? me : null;
  } catch {
    return null;
  }
}

/** Who is signed in. The session is a cookie that scripts cannot read; nothing secret is kept here. */
export const session = {
  get state() { return state; },
  get me() { return state.kind === 'in' ? state.me : null; },
  /** Names the class of readers: what one of it may see, all of it may. */
  get reader() { return state.kind === 'in' ? `${state.me.agency} ${state.me.clearance}` : ''; },
  has: (...roles: string[]): boolean => state.kind === 'in' && state.me.roles.some((role) => roles.includes(role)),
};

export async function findSession(): Promise<void> {
  try {
    enter(await ask(api.GET('/v1/me')));
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    const last = problem.status === 0 ? lastSession() : null;
    if (problem.status === 401) leave();
    else if (last) {
      state = { kind: 'in', me: last };
      // Whether the session still stands is asked as soon as there is a line.
      addEventListener('online', () => void findSession(), { once: true });
    } else state = { kind: 'failed', problem };
  }
}

export async function signInForDevelopment(agency: string, clearance: string, roles: string[], member: number | null): Promise<void> {
  enter(await ask(api.POST('/v1/sign-in/development', { body: { agency, clearance, roles, member } })));
}

/** How people sign in at this server. */
export const signIns = (): Promise<Schemas['SignInChoices']> => ask(api.GET('/v1/sign-in'));

/** Where a sign-in begins that comes back to this page. */
export function signInAddress(provider: string, isStrong = false): string {
  const { refused: _, ...query } = address.query;
  const asked = new URLSearchParams({ returnTo: address.path + writeQuery(query), ...(isStrong && { strong: 'true' }) });
  return `/v1/sign-in/${encodeURIComponent(provider)}?${asked}`;
}

/** Ends the sessions of this person on all machines. */
export async function signOutEverywhere(): Promise<void> {
  await ask(api.DELETE('/v1/sessions'));
  leave();
}

export async function signOut(): Promise<void> {
  await fetch('/v1/sign-out', { method: 'POST', headers: { 'X-Requested-With': 'compounds' } }).catch(() => undefined);
  leave();
}

/** Asks whether the session still stands; without a line it is taken to. */
export async function checkSession(): Promise<void> {
  try {
    enter(await ask(api.GET('/v1/me')));
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 401) leave();
  }
}

// Signed out in one page of this browser, or put out: the others ask whether they are in still.
addEventListener('storage', (event) => { if (event.key === kept && event.newValue === null && state.kind === 'in') void checkSession(); });

/** To be called when any answer says that the session has ended. */
export const sessionEnded = leave;
