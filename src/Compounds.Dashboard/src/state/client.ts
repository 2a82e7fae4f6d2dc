import { QueryClient, type InvalidateOptions, type InvalidateQueryFilters } from '@tanstack/svelte-query';
import { Problem } from '../core/api';

const retries = 2;

/**
 * Asks the server and keeps its answers. What is asked for again after a change is answered after it: a question that is under way may
 * have been answered before, so it is given up.
 */
export class Client extends QueryClient {
  /** @param onSessionEnd Called when the server says that the session has ended. */
  constructor(onSessionEnd: () => void) {
    super({
      defaultOptions: {
        queries: {
          staleTime: 5_000,
          refetchOnWindowFocus: false,
          retry: (count, problem) => {
            if (problem instanceof Problem && problem.status === 401) onSessionEnd();
            return count < retries && problem instanceof Problem && problem.passes;
          },
        },
      },
    });
  }

  override async invalidateQueries(filters?: InvalidateQueryFilters, options?: InvalidateOptions): Promise<void> {
    await this.cancelQueries(filters);
    await super.invalidateQueries(filters, options);
  }
}
