import 'maplibre-gl/dist/maplibre-gl.css';
import { AttributionControl, GPUInitializationError, Map as GlMap, NavigationControl, setWorkerUrl, type GeoJSONSource, type LngLatBoundsLike, type MapOptions } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { feature } from 'topojson-client';
import type { GeometryObject, Topology } from 'topojson-specification';
import { shapeOf } from '../core/glyph';
import type { Card } from '../core/subjects';
import { readBaseFile, type BaseMap } from './base';
import { glyphImages } from './glyphs';
import { attribution, chooseable, groundOf, styleOf } from './style';

export type Bounds = { west: number; south: number; east: number; north: number };
export type View = { center: [number, number]; zoom: number };
type Wishes = { view: View; isPlain: boolean; onChoose: (id: string | null) => void; onMove: (bounds: Bounds, view: View) => void };

/** Changes wait this long in the source of their own before all subjects are clustered anew. */
const foldMilliseconds = 5_000;
const closeUpZoom = 8;
const scriptFonts = ['Noto Sans Thai', 'Noto Sans Myanmar', 'Noto Sans Khmer', 'Noto Sans Lao'];

setWorkerUrl(workerUrl);

const shapesOf = (topology: Topology, name: string) => feature(topology, topology.objects[name] as GeometryObject) as GeoJSON.GeoJSON;

/** Opens the map in an element; null when the element left the page while the fonts were fetched, 'impossible' where nothing can draw it. */
export async function openMap(element: HTMLElement, { countries, borders, lines, places }: BaseMap, wishes: Wishes): Promise<MapView | 'impossible' | null> {
  await Promise.all(scriptFonts.map((font) => document.fonts.load(`24px "${font}"`, 'กမកກ').catch(() => [])));
  if (!element.isConnected) return null;
  const data = {
    countries: shapesOf(countries, 'c'), borders: shapesOf(borders, 'b'), admin1: shapesOf(lines, 'admin1'), rivers: shapesOf(lines, 'rivers'), places,
  };
  const map = make({
    container: element, style: styleOf(groundOf(element), data, wishes.isPlain), ...wishes.view, fadeDuration: 0, maxPitch: 0, dragRotate: false, minZoom: 3.5, maxZoom: 16,
    maxBounds: [[80, -4], [124, 35]], attributionControl: false, pixelRatio: wishes.isPlain ? 1 : undefined,
    localIdeographFontFamily: '"Noto Sans CJK SC", "Noto Sans SC", sans-serif',
  });
  if (!map) return 'impossible';
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }));
  map.addControl(new AttributionControl({ compact: true, customAttribution: attribution }));
  for (const [name, image] of glyphImages(groundOf(element))) map.addImage(name, image, { pixelRatio: 2 });
  await new Promise<void>((resolve) => { map.once('load', () => resolve()); });
  return new MapView(map, data, wishes);
}

/** The map of the library; null where there is nothing to draw it with. */
function make(options: MapOptions): GlMap | null {
  try {
    return new GlMap(options);
  } catch (failure) {
    if (failure instanceof GPUInitializationError) return null;
    throw failure;
  }
}

export class MapView {
  #closeUp: 'no' | 'coming' | 'here' = 'no';
  #hot = new globalThis.Map<string, { card: Card; at: number }>();
  #all: Card[] = [];
  #question = '';
  #foldTimer = 0;
  #paints: ((rendered: number) => void)[] = [];

  constructor(readonly map: GlMap, private readonly data: Parameters<typeof styleOf>[1], private readonly wishes: Wishes) {
    map.on('click', (event) => {
      const hit = map.queryRenderedFeatures(event.point, { layers: chooseable })[0];
      const cluster = hit ? undefined : map.queryRenderedFeatures(event.point, { layers: ['clusters'] })[0];
      if (cluster) void this.#open(cluster);
      else wishes.onChoose(hit ? String(hit.properties.id) : null);
    });
    for (const layer of [...chooseable, 'clusters']) {
      map.on('mouseenter', layer, () => { map.getCanvas().style.cursor = 'pointer'; });
      map.on('mouseleave', layer, () => { map.getCanvas().style.cursor = ''; });
    }
    map.on('moveend', () => { this.#tell(); void this.#takeCloseUp(); });
    map.on('render', () => { for (const paint of this.#paints.splice(0)) requestAnimationFrame(paint); });
    map.on('idle', () => { element.dataset.idle = 'true'; });
    map.on('movestart', () => { element.dataset.idle = 'false'; });
    const element = map.getContainer();
    // The map says nothing to a screen reader; the list beside it does.
    map.getCanvas().setAttribute('aria-label', 'Map');
    (globalThis as { compoundsMap?: GlMap }).compoundsMap = map;
    this.#tell();
    void this.#takeCloseUp();
  }

  /** Shows these subjects. As long as the question they answer is the same, those that changed just now stay in their own source until they are folded in. */
  show(cards: Card[], question = ''): void {
    this.#all = cards;
    if (question === this.#question && this.#hot.size > 0) return;
    if (this.#hot.size > 0) this.#cool(0);
    this.#question = question;
    this.#source('subjects').setData(collection(cards));
  }

  /** Shows changed subjects at once, with a ring. */
  heat(cards: Card[]): void {
    if (cards.length === 0) return;
    for (const card of cards) this.#hot.set(card.id, { card, at: performance.now() });
    this.#showHot();
    this.#foldTimer ||= window.setTimeout(() => this.#fold(), foldMilliseconds);
  }

  /** Answers when the next frame has been drawn, in milliseconds of the page's clock. */
  painted(): Promise<number> {
    return new Promise((resolve) => { this.#paints.push(resolve); this.map.triggerRepaint(); });
  }

  /** Rings the chosen subjects. */
  choose(...cards: (Card | null)[]): void {
    this.#source('chosen').setData(collection(cards.filter((card) => card !== null)));
  }

  flyTo(card: Card): void {
    if (!card.location) return;
    const center: [number, number] = [card.location.longitude, card.location.latitude];
    if (this.map.getZoom() < 7 || !this.map.getBounds().contains(center)) {
      const zoom = Math.max(this.map.getZoom(), 8.5);
      if (matchMedia('(prefers-reduced-motion: reduce)').matches) this.map.jumpTo({ center, zoom });
      else this.map.easeTo({ center, zoom, duration: 400 });
    }
  }

  /** Shows a part of the map at once. */
  goTo({ center, zoom }: View): void {
    this.map.jumpTo({ center, zoom });
  }

  fit(bounds: LngLatBoundsLike): void {
    this.map.fitBounds(bounds, { padding: 48, maxZoom: 11, animate: false });
  }

  /** Draws the ground anew in the colours of the theme. */
  restyle(): void {
    this.map.setStyle(styleOf(groundOf(this.map.getContainer()), this.data, this.wishes.isPlain), { diff: true });
    this.map.once('styledata', () => {
      for (const [name, image] of glyphImages(groundOf(this.map.getContainer()))) {
        if (this.map.hasImage(name)) this.map.updateImage(name, image);
        else this.map.addImage(name, image, { pixelRatio: 2 });
      }
      this.#source('subjects').setData(collection(this.#all));
    });
  }

  resize(): void { this.map.resize(); }

  close(): void {
    clearTimeout(this.#foldTimer);
    this.map.remove();
  }

  #source(name: string): GeoJSONSource { return this.map.getSource(name) as GeoJSONSource; }

  #fold(): void {
    this.#foldTimer = 0;
    if (this.map.isMoving()) {
      this.#foldTimer = window.setTimeout(() => this.#fold(), foldMilliseconds);
      return;
    }
    this.#source('subjects').setData(collection(this.#all));
    // What came only just now keeps its ring until the next time.
    this.#cool(foldMilliseconds / 2);
    if (this.#hot.size > 0) this.#foldTimer = window.setTimeout(() => this.#fold(), foldMilliseconds);
  }

  #cool(leastMilliseconds: number): void {
    const until = performance.now() - leastMilliseconds;
    for (const [id, { at }] of this.#hot) if (at <= until) this.#hot.delete(id);
    this.#showHot();
  }

  #showHot(): void {
    this.#source('hot').setData(collection([...this.#hot.values()].map(({ card }) => card)));
  }

  #tell(): void {
    const box = this.map.getBounds();
    const { lng, lat } = this.map.getCenter();
    this.wishes.onMove({ west: box.getWest(), south: box.getSouth(), east: box.getEast(), north: box.getNorth() }, { center: [lng, lat], zoom: this.map.getZoom() });
  }

  async #open(cluster: { properties: Record<string, unknown>; geometry: GeoJSON.Geometry }): Promise<void> {
    const zoom = await this.#source('subjects').getClusterExpansionZoom(Number(cluster.properties.cluster_id));
    this.map.easeTo({ center: (cluster.geometry as GeoJSON.Point).coordinates as [number, number], zoom: zoom + 0.2, duration: 300 });
  }

  async #takeCloseUp(): Promise<void> {
    if (this.#closeUp !== 'no' || this.map.getZoom() < closeUpZoom || this.wishes.isPlain) return;
    this.#closeUp = 'coming';
    try {
      const borders = shapesOf(await readBaseFile<Topology>('borders.hi.topo.json'), 'b');
      this.data.borders = borders;
      this.#source('borders').setData(borders);
      this.#closeUp = 'here';
    } catch {
      this.#closeUp = 'no';
    }
  }
}

const collection = (cards: Card[]): GeoJSON.FeatureCollection => ({
  type: 'FeatureCollection',
  features: cards.filter((card) => card.location).map((card) => ({
    type: 'Feature',
    properties: { id: card.id, name: card.name, shape: shapeOf(card), tier: card.tier },
    geometry: { type: 'Point', coordinates: [card.location!.longitude, card.location!.latitude] },
  })),
});
