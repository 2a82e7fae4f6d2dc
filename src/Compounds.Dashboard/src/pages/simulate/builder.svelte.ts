import { address, setQuery } from '../../state/address.svelte';
import { readPlan, stepAt, writePlan, type Plan } from './plan';
import type { Network } from './scenario';

/** The plan in the address, with the ways to change it. */
export const builder = {
  get plan(): Plan { return readPlan(address.query); },
  set: (part: Partial<Plan>): void => setQuery(writePlan({ ...builder.plan, ...part })),
  /** Chooses a target with what one would most likely do there, or lets go of all that is done there. */
  toggleTarget: (network: Network, target: string): void => {
    const { steps } = builder.plan;
    builder.set({ steps: steps.some((step) => step.target === target) ? steps.filter((step) => step.target !== target) : [...steps, stepAt(network, target)] });
  },
  toggleProtected: (node: string): void => {
    const { protect } = builder.plan;
    builder.set({ protect: protect.includes(node) ? protect.filter((each) => each !== node) : [...protect, node] });
  },
};
