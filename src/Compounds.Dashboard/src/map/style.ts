import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { colour } from '../core/glyph';

const fonts = ['Noto Sans Variable', 'Noto Sans Thai', 'Noto Sans Myanmar', 'Noto Sans Khmer', 'Noto Sans Lao', 'Noto Sans CJK SC', 'sans-serif'];

/** The attribution that the licences of the base map ask for. */
export const attribution = '© OpenStreetMap contributors (ODbL) · Natural Earth · GSHHG · GeoNames (CC BY 4.0)';

export const single: ExpressionSpecification = ['!', ['has', 'point_count']];
const isCluster: ExpressionSpecification = ['has', 'point_count'];

/** The colours of the theme, read from the tokens so that there is one place for them. */
export type Ground = { sea: string; land: string; line: string; river: string; border: string; text: string; halo: string };

export function groundOf(element: Element): Ground {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return { sea: token('sea'), land: token('land'), line: token('line'), river: token('river'), border: token('border'), text: token('fg'), halo: token('sea') };
}

/** The local name of a place below its Latin one: that of the country it lies in. */
const local: ExpressionSpecification = ['case',
  ['==', ['get', 'c'], 'TH'], ['get', 'th'], ['==', ['get', 'c'], 'MM'], ['get', 'my'], ['==', ['get', 'c'], 'KH'], ['get', 'km'],
  ['==', ['get', 'c'], 'LA'], ['get', 'lo'], ['==', ['get', 'c'], 'CN'], ['get', 'zh'], ['==', ['get', 'c'], 'VN'], ['get', 'vi'], ''];
const placeLabel: ExpressionSpecification = ['case', ['to-boolean', local],
  ['format', ['get', 'n'], {}, '\n', {}, local, { 'font-scale': 0.95 }], ['get', 'n']];

export function styleOf(ground: Ground, data: Record<'countries' | 'borders' | 'admin1' | 'rivers' | 'places', GeoJSON.GeoJSON>, isPlain: boolean): StyleSpecification {
  const empty: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };
  const detail: LayerSpecification[] = isPlain ? [] : [
    { id: 'admin1', type: 'line', source: 'admin1', minzoom: 4.5, paint: { 'line-color': ground.line, 'line-width': 0.6 } },
    { id: 'rivers', type: 'line', source: 'rivers', paint: { 'line-color': ground.river, 'line-width': ['interpolate', ['linear'], ['zoom'], 4, ['match', ['get', 'l'], 1, 1.1, 2, 0.6, 0.2], 9, ['match', ['get', 'l'], 1, 3, 2, 2, 1]] } },
  ];
  return {
    version: 8,
    sources: {
      countries: { type: 'geojson', data: data.countries, attribution },
      borders: { type: 'geojson', data: data.borders },
      admin1: { type: 'geojson', data: data.admin1 },
      rivers: { type: 'geojson', data: data.rivers },
      places: { type: 'geojson', data: data.places },
      // Many subjects, clustered; changes go to a small source of their own, so that one report does not cluster all of them anew.
      subjects: { type: 'geojson', data: empty, cluster: true, clusterRadius: 40, clusterMaxZoom: 8 },
      hot: { type: 'geojson', data: empty, buffer: 16, tolerance: 0 },
      chosen: { type: 'geojson', data: empty },
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': ground.sea } },
      { id: 'land', type: 'fill', source: 'countries', paint: { 'fill-color': ground.land } },
      ...detail,
      { id: 'borders', type: 'line', source: 'borders', paint: { 'line-color': ground.border, 'line-width': 1.2, 'line-dasharray': [3, 2] } },
      { id: 'place-dots', type: 'circle', source: 'places', minzoom: 5.5, paint: { 'circle-radius': 2, 'circle-color': ground.border } },
      { id: 'place-names', type: 'symbol', source: 'places', filter: ['>=', ['get', 'pop'], ['step', ['zoom'], 300_000, 6, 60_000, 7, 20_000, 8, 5_000]],
        layout: { 'text-field': placeLabel, 'text-font': fonts, 'text-size': ['interpolate', ['linear'], ['get', 'pop'], 5_000, 11, 2_000_000, 15], 'symbol-sort-key': ['-', 0, ['get', 'pop']], 'text-padding': 6 },
        paint: { 'text-color': ground.text, 'text-opacity': 0.8, 'text-halo-color': ground.halo, 'text-halo-width': 1.3 } },
      { id: 'clusters', type: 'circle', source: 'subjects', filter: isCluster,
        paint: { 'circle-color': '#e8eef4', 'circle-radius': ['step', ['get', 'point_count'], 12, 20, 15, 100, 19, 1000, 24], 'circle-stroke-color': '#14202b', 'circle-stroke-width': 2 } },
      { id: 'cluster-counts', type: 'symbol', source: 'subjects', filter: isCluster,
        layout: { 'text-field': ['get', 'point_count_abbreviated'], 'text-font': fonts, 'text-size': 12, 'text-allow-overlap': true }, paint: { 'text-color': '#14202b' } },
      { id: 'hot-rings', type: 'circle', source: 'hot', paint: { 'circle-radius': 15, 'circle-color': 'transparent', 'circle-stroke-color': colour.crossing, 'circle-stroke-width': 2 } },
      { id: 'chosen', type: 'circle', source: 'chosen', paint: { 'circle-radius': 17, 'circle-color': 'transparent', 'circle-stroke-color': '#ffd54a', 'circle-stroke-width': 3 } },
      symbols('subjects', ground), symbols('hot', ground), labels('subjects', ground), labels('hot', ground),
    ],
  };
}

const symbols = (source: string, _: Ground): LayerSpecification => ({
  id: `${source}-glyphs`, type: 'symbol', source, filter: single,
  layout: { 'icon-image': ['concat', ['get', 'shape'], '-', ['get', 'tier']], 'icon-size': 0.9, 'icon-allow-overlap': true, 'symbol-sort-key': ['get', 'tier'] },
});

const labels = (source: string, ground: Ground): LayerSpecification => ({
  id: `${source}-names`, type: 'symbol', source, minzoom: 8.5, filter: single,
  layout: { 'text-field': ['get', 'name'], 'text-font': fonts, 'text-size': 12, 'text-offset': [0, 1.2], 'text-anchor': 'top', 'text-max-width': 12, 'text-optional': true },
  paint: { 'text-color': ground.text, 'text-halo-color': ground.halo, 'text-halo-width': 1.5 },
});

/** The layers that carry a subject which can be chosen. */
export const chooseable = ['hot-glyphs', 'subjects-glyphs'];
