import cytoscape, { type Core } from 'cytoscape';
import { colour, outline, shapeOf } from '../core/glyph';
import type { Schemas } from '../core/api';
import { attributeText, codeText } from '../core/i18n';

export type Graph = Schemas['GraphBody'];
type Wishes = { graph: Graph; onChoose: (id: string) => void };

/** How far apart nodes lie: the picture of few subjects is small, so that their names are not. */
const widthOf = (nodes: number) => Math.min(1600, Math.max(320, 210 * Math.sqrt(nodes)));

/** Draws a graph at the places that the server computed; nothing is laid out here. */
export function openGraph(element: HTMLElement, { graph, onChoose }: Wishes): { close: () => void; choose: (id: string | null) => void; core: Core } {
  keepStyleOut();
  const token = (name: string) => getComputedStyle(element).getPropertyValue(`--${name}`).trim();
  const width = widthOf(graph.nodes.length);
  const core = cytoscape({
    container: element,
    elements: [
      ...graph.nodes.map((node) => {
        const shape = shapeOf({ kind: node.kind, type: node.type ? { value: node.type } : null });
        const points = polygon(shape);
        return {
          data: { id: node.id as string, label: node.hidden > 0 ? `${node.name}\n+${node.hidden}` : node.name, colour: colour[shape], shape: points ? 'polygon' : 'ellipse', points: points ?? '', fill: 0.25 + 0.25 * node.tier, size: node.depth === 0 ? 34 : 24 },
          position: { x: node.x * width, y: node.y * width },
        };
      }),
      ...graph.edges.map((edge, i) => ({
        data: {
          id: `tie ${i}`, source: edge.from as string, target: edge.to as string, width: 1 + 2 * edge.probability,
          label: edge.dimension ? codeText(edge.dimension) : attributeText(edge.attribute),
        },
      })),
    ],
    layout: { name: 'preset' },
    minZoom: 0.2, maxZoom: 3, boxSelectionEnabled: false, autoungrabify: true, textureOnViewport: true,
    style: [
      { selector: 'node', style: { label: 'data(label)', 'text-wrap': 'wrap', 'text-max-width': '130px', 'font-size': 12, color: token('fg'), 'text-outline-color': token('bg'), 'text-outline-width': 2, 'text-valign': 'bottom', 'text-margin-y': 4, 'font-family': token('font'), width: 'data(size)', height: 'data(size)', 'background-color': 'data(colour)', 'background-opacity': 'data(fill)' as unknown as number, 'border-width': 2, 'border-color': token('fg') } },
      { selector: 'node[shape = "polygon"]', style: { shape: 'polygon', 'shape-polygon-points': 'data(points)' } },
      { selector: 'edge', style: { width: 'data(width)', label: 'data(label)', 'font-size': 10, color: token('fg-2'), 'text-outline-color': token('bg'), 'text-outline-width': 2, 'text-rotation': 'autorotate', 'line-color': token('control'), 'target-arrow-color': token('control'), 'target-arrow-shape': 'triangle', 'curve-style': 'bezier' } },
      { selector: ':selected', style: { 'border-color': '#ffd54a', 'border-width': 4 } },
    ],
  });
  core.fit(undefined, 40);
  if (core.zoom() > 1.4) { core.zoom(1.4); core.center(); }
  core.on('tap', 'node', (event) => onChoose((event.target as { id: () => string }).id()));
  return {
    core,
    close: () => core.destroy(),
    choose: (id) => { core.$(':selected').unselect(); if (id) core.getElementById(id).select(); },
  };
}

/** The corners of a shape as cytoscape wants them, from -1 to 1; null for the circle. */
function polygon(shape: keyof typeof outline): string | null {
  const corners: Record<string, [number, number][] | null> = {
    compound: [[-1, -1], [1, -1], [1, 1], [-1, 1]], crossing: [[0, -1], [1, 0], [0, 1], [-1, 0]], power: [[0, -1], [1, 0.9], [-1, 0.9]], telecom: null,
    fuel: [[-0.5, -0.87], [0.5, -0.87], [1, 0], [0.5, 0.87], [-0.5, 0.87], [-1, 0]], operator: [[0, -1], [1, -0.25], [0.62, 0.95], [-0.62, 0.95], [-1, -0.25]],
    other: [[-0.33, -1], [0.33, -1], [0.33, -0.33], [1, -0.33], [1, 0.33], [0.33, 0.33], [0.33, 1], [-0.33, 1], [-0.33, 0.33], [-1, 0.33], [-1, -0.33], [-0.33, -0.33]],
  };
  return corners[shape]?.flat().join(' ') ?? null;
}

/** The library writes a style of its own into the page unless it finds one of this name; our policy allows none, and styles.css has it. */
function keepStyleOut(): void {
  const id = '__________cytoscape_stylesheet';
  if (document.getElementById(id)) return;
  const mark = document.createElement('meta');
  mark.id = id;
  document.head.append(mark);
}
