import createClient from 'openapi-fetch';
import type { components, paths } from '../api.gen';

export type Schemas = components['schemas'];

/** The server leaves nothing out of an answer, though its contract allows it to. */
export type Told<T> = T extends readonly (infer E)[] ? Told<E>[] : T extends object ? { [K in keyof T]-?: Told<Exclude<T[K], undefined>> } : T;

/** A refusal or failure as the server tells it (RFC 9457). */
export class Problem extends Error {
  constructor(readonly status: number, readonly code: string, readonly title: string, readonly detail: string, readonly body: Record<string, unknown> = {}) {
    super(detail || title);
  }

  /** Whether asking again may help: the line or the server is away, nothing is wrong with the question. */
  get passes(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

type Answer<T> = { data?: T; error?: unknown; response: Response };

export const api = createClient<paths>({
  // Every write carries a header that no form of another site can send.
  headers: { 'X-Requested-With': 'compounds' },
  fetch: async (request) => {
    try {
      return await fetch(request);
    } catch (failure) {
      if (request.signal.aborted) throw failure;
      throw new Problem(0, 'offline', 'offline', '');
    }
  },
});

/** The data of an answer; throws a Problem for any other. */
export async function ask<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await answer;
  if (response.ok) return data as T;
  throw problemOf(response.status, error);
}

export function problemOf(status: number, body: unknown): Problem {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as { type?: string; title?: string; detail?: string };
  return new Problem(status, problem.type?.replace('urn:compounds:', '') ?? `http-${status}`, problem.title ?? '', problem.detail ?? '', problem as Record<string, unknown>);
}

/** Asks for JSON at a path that has no entry of its own in the contract, for example one made of a kind of subject. */
export async function askJson<T>(path: string, options: RequestInit = {}): Promise<T> {
  const response = await send(path, options);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** Sends a request; throws a Problem unless it succeeds. */
export async function send(path: string, options: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { ...options, headers: { 'X-Requested-With': 'compounds', ...(options.headers as Record<string, string>) } });
  } catch (failure) {
    if (options.signal?.aborted) throw failure;
    throw new Problem(0, 'offline', 'offline', '');
  }
  if (!response.ok) throw problemOf(response.status, await response.json().catch(() => null));
  return response;
}

export const post = (body: unknown, headers: Record<string, string> = {}): RequestInit =>
  ({ method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...headers } });

export const put = (body: unknown): RequestInit => ({ ...post(body), method: 'PUT' });
