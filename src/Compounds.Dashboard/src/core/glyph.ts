import type { Card } from './subjects';

/** The shapes of the map. Shape carries the kind and fill carries how well founded it is, so colour is never alone. */
export type Shape = 'compound' | 'crossing' | 'power' | 'telecom' | 'fuel' | 'operator' | 'other';

export const shapes: readonly Shape[] = ['compound', 'crossing', 'power', 'telecom', 'fuel', 'other', 'operator'];

const byCategory: Record<string, Shape> = {
  'power-feed': 'power', substation: 'power', generation: 'power', 'telecom-tower': 'telecom', fibre: 'telecom',
  'satellite-service': 'telecom', 'fuel-route': 'fuel', 'fuel-depot': 'fuel',
};

/** The shape of a subject; without a reported category, the default shape. */
export const shapeOf = ({ kind, type }: Pick<Card, 'kind'> & { type: { value: string } | null }): Shape =>
  kind === 'infrastructure' ? byCategory[type?.value ?? ''] ?? 'other' : (kind as Shape);

/** Okabe and Ito's colours, which stay apart under every colour vision. */
export const colour: Record<Shape, string> = {
  compound: '#D55E00', crossing: '#F0E442', power: '#56B4E9', telecom: '#CC79A7', fuel: '#009E73', operator: '#E69F00', other: '#9fb0c0',
};

/** The outline in a box of 24 by 24, clockwise from the top, as an SVG path. */
export const outline: Record<Shape, string> = {
  compound: 'M4.5 4.5h15v15h-15z',
  crossing: 'M12 2 22 12 12 22 2 12z',
  power: 'M12 2.5 22 20.5H2z',
  telecom: 'M12 3a9 9 0 1 1 0 18a9 9 0 1 1 0-18z',
  fuel: 'M7 3.5h10l5 8.5-5 8.5H7l-5-8.5z',
  operator: 'M12 2.5l9.5 7-3.6 11.2H6.1L2.5 9.5z',
  other: 'M9 3h6v6h6v6h-6v6H9v-6H3V9h6z',
};
