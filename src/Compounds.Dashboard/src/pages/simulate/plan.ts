import type { Query } from '../../core/url';
import { isBeyond, measureKinds, type Measure, type MeasureKind, type Network, type Rationing, type Scenario } from './scenario';

/** A measure as the form holds it; the depth is a share of capacity, 0 to 1. */
export type Step = { kind: MeasureKind; target: string; fromHour: number; toHour: number | null; depth: number };

/** What is to be simulated. All of it is in the address, so that a plan can be sent to a colleague. */
export type Plan = { title: string; steps: Step[]; protect: string[]; rationing: Rationing; days: number; samples: number; isMoving: boolean };

const defaults = { rationing: 'humanitarianFirst' as Rationing, days: 14, samples: 512 };
const firstHour = 24;

const numberOr = (text: string | undefined, fallback: number) => (text && Number.isFinite(Number(text)) ? Number(text) : fallback);
const list = (text: string | undefined, mark: string) => (text ?? '').split(mark).filter(Boolean);

function readStep(text: string): Step | null {
  const [kind = '', target = '', from, to, depth] = text.split(',');
  if (!target || !(measureKinds as string[]).includes(kind)) return null;
  return { kind: kind as MeasureKind, target, fromHour: numberOr(from, firstHour), toHour: to ? numberOr(to, firstHour) : null, depth: numberOr(depth, 1) };
}

const writeStep = ({ kind, target, fromHour, toHour, depth }: Step) => [kind, target, fromHour, toHour ?? '', depth].join(',');

export const readPlan = (query: Query): Plan => ({
  title: query.title ?? '', steps: list(query.m, ';').map(readStep).filter((step) => step !== null), protect: list(query.protect, ','),
  rationing: (query.rationing as Rationing) || defaults.rationing, days: numberOr(query.days, defaults.days), samples: numberOr(query.n, defaults.samples), isMoving: query.moving === '1',
});

/** The parts of the address that hold a plan; what is as usual is left out. */
export const writePlan = (plan: Plan): Record<string, string | null> => ({
  title: plan.title || null, m: plan.steps.map(writeStep).join(';') || null, protect: plan.protect.join(',') || null,
  rationing: plan.rationing === defaults.rationing ? null : plan.rationing, days: plan.days === defaults.days ? null : String(plan.days),
  n: plan.samples === defaults.samples ? null : String(plan.samples), moving: plan.isMoving ? '1' : null,
});

/** What the server is asked. */
export const questionOf = (plan: Plan, network: string) => ({
  title: plan.title, network, measures: plan.steps, protect: plan.protect, rationing: plan.rationing, horizonHours: Math.round(plan.days * 24), samples: plan.samples, displacement: plan.isMoving,
});

/** The depth of a measure that was asked: its likeliest value. */
export const depthOf = (depth: unknown): number => (typeof depth === 'number' ? depth : (depth as { mode: number } | null)?.mode ?? 1);

/** A measure that was asked, as the form holds it. */
export const stepOf = (measure: Measure): Step => ({ kind: measure.kind!, target: measure.target!, fromHour: measure.fromHour, toHour: measure.toHour ?? null, depth: depthOf(measure.depth) });

/** The plan of a scenario that was run, to be changed and run again. */
export const planOf = ({ title, scenario }: Pick<Scenario, 'title' | 'scenario'>): Plan => ({
  title, protect: scenario.protect, rationing: scenario.rationing, days: scenario.horizonHours / 24, samples: scenario.samples, isMoving: scenario.displacement,
  steps: scenario.measures.map(stepOf),
});

const kindBySupply: Record<string, MeasureKind> = { power: 'cutPower', telecom: 'telecomCut', fuel: 'fuelBan', access: 'crossingClosure', finance: 'financeFreeze' };

/** What one would most likely do at a target, as a start; any other can be chosen and the server says whether it makes sense there. */
export function stepAt(network: Network, target: string): Step {
  const node = network.nodes.find((each) => each.id === target);
  const edge = network.edges.find((each) => each.id === target) ?? network.edges.find((each) => each.from === target) ?? network.edges.find((each) => each.to === target);
  const kind = node?.type === 'crossing' ? 'crossingClosure' : node?.type === 'satellite' ? 'starlinkBlock' : kindBySupply[edge?.kind ?? ''] ?? 'cutPower';
  return { kind, target, fromHour: firstHour, toHour: null, depth: 1 };
}

/** The measures that would cut a subject off: its feeds as far as they are known, or itself when it supplies others. */
export function cutOff(network: Network, subject: string): Step[] {
  const feeds = network.edges.filter((edge) => edge.to === subject && !isBeyond(edge.from));
  const supplies = network.edges.some((edge) => edge.from === subject);
  if (supplies || feeds.length === 0) return network.nodes.some((node) => node.id === subject) ? [stepAt(network, subject)] : [];
  const known = new Map(feeds.map((edge) => [`${edge.from} ${edge.kind}`, edge]));
  return [...known.values()].map((edge) => ({ ...stepAt(network, edge.from), kind: network.nodes.find((node) => node.id === edge.from)?.type === 'satellite' ? 'starlinkBlock' : edge.from.startsWith('crossing:') ? 'crossingClosure' : kindBySupply[edge.kind] ?? 'cutPower' }));
}
