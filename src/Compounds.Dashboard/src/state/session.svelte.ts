import { api, ask, Problem, type Schemas } from '../core/api';

export type Me = Schemas['Me'];
type State = { kind: 'unknown' } | { kind: 'out' } | { kind: 'in'; me: Me } | { kind: 'failed'; problem: Problem };

let state = $state.raw<State>({ kind: 'unknown' });

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
    state = { kind: 'in', me: await ask(api.GET('/v1/me')) };
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    state = problem.status === 401 ? { kind: 'out' } : { kind: 'failed', problem };
  }
}

export async function signInForDevelopment(agency: string, clearance: string, roles: string[], member: number | null): Promise<void> {
  state = { kind: 'in', me: await ask(api.POST('/v1/sign-in/development', { body: { agency, clearance, roles, member } })) };
}

export async function signOut(): Promise<void> {
  await fetch('/v1/sign-out', { method: 'POST', headers: { 'X-Requested-With': 'compounds' } }).catch(() => undefined);
  state = { kind: 'out' };
}

/** To be called when any answer says that the session has ended. */
export const sessionEnded = (): void => { state = { kind: 'out' }; };
