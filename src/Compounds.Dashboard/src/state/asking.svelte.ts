import { Problem } from '../core/api';
import { t } from './text.svelte';
import { complain } from './toasts.svelte';

/** The problem that an exception is; whatever is none is a fault of this page and goes on. */
function problemIn(failure: unknown): Problem {
  if (failure instanceof Problem) return failure;
  throw failure;
}

/** Does what the server may refuse, and shows a refusal at the edge of the screen. Answers whether it was done. */
export async function attempt(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (failure) {
    complain(problemIn(failure).message || t('The server cannot be reached.'));
    return false;
  }
}

/** A form that is sent: whether it is under way, and the refusal to be shown beside what was typed. */
export function submission() {
  let isBusy = $state(false);
  let problem = $state.raw<Problem | null>(null);
  return {
    get isBusy() { return isBusy; },
    get problem() { return problem; },
    async send(event: SubmitEvent, work: () => Promise<unknown>): Promise<void> {
      event.preventDefault();
      [isBusy, problem] = [true, null];
      try {
        await work();
      } catch (failure) {
        problem = problemIn(failure);
      } finally {
        isBusy = false;
      }
    },
  };
}
