import type { Topology } from 'topojson-specification';

/** The files of the base map as they ship. */
export type BaseMap = { countries: Topology; borders: Topology; lines: Topology; places: GeoJSON.FeatureCollection };

export const readBaseFile = async <T>(name: string): Promise<T> => (await fetch(`/data/${name}`)).json() as Promise<T>;

async function readBaseMap(): Promise<BaseMap> {
  const [countries, borders, lines, places] = await Promise.all([
    readBaseFile<Topology>('countries.topo.json'), readBaseFile<Topology>('borders.topo.json'), readBaseFile<Topology>('lines.topo.json'), readBaseFile<GeoJSON.FeatureCollection>('places.small.geojson'),
  ] as const);
  return { countries, borders, lines, places };
}

/** The map's script and the base map, asked for side by side: neither waits for the other. */
export const fetchMap = () => Promise.all([import('./map'), readBaseMap()]);
