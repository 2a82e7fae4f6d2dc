// The size budgets P4 to P8. Each is counted over what a route really loads, by the build's own manifest, and fails the build.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const dist = new URL('../dist/', import.meta.url).pathname;
const manifest = JSON.parse(readFileSync(`${dist}.vite/manifest.json`, 'utf8'));

const read = (file) => readFileSync(dist + file);
const gzip = (files) => [...files].reduce((sum, file) => sum + gzipSync(read(file), { level: 9 }).length, 0);
const wire = (files) => [...files].reduce((sum, file) => {
  try { return sum + statSync(`${dist}${file}.br`).size; } catch { return sum + statSync(dist + file).size; }
}, 0);

/** The scripts and styles that an entry loads before it runs, without what it loads on demand. */
function closure(key, files = new Set()) {
  const chunk = manifest[key];
  if (!chunk || files.has(chunk.file)) return files;
  files.add(chunk.file);
  for (const style of chunk.css ?? []) files.add(style);
  for (const imported of chunk.imports ?? []) closure(imported, files);
  return files;
}

const only = (files, ending) => [...files].filter((file) => file.endsWith(ending));
const less = (files, base) => [...files].filter((file) => !base.has(file));
const entry = (part) => Object.keys(manifest).find((key) => key.endsWith(part)) ?? (() => { throw new Error(`No chunk for ${part}`); })();

const shell = closure('index.html');
const map = closure(entry('map/map.ts'));
const page = (name) => closure(entry(`pages/${name}.svelte`));
const worker = readdirSync(`${dist}assets`).filter((name) => /maplibre.*worker.*\.js$/.test(name)).map((name) => `assets/${name}`);
const font = (script) => readdirSync(`${dist}assets`).filter((name) => name.includes(`noto-sans-${script}`) && name.endsWith('.woff2')).map((name) => `assets/${name}`);
const latin = font('latin-wght-normal');
const mapRoute = new Set(['index.html', ...shell, ...page('map/MapPage'), ...map, ...worker, ...latin,
  ...['thai-thai-400', 'myanmar-myanmar-400', 'khmer-khmer-400', 'lao-lao-400'].flatMap(font),
  'data/countries.topo.json', 'data/borders.topo.json', 'data/lines.topo.json', 'data/places.small.geojson']);
const tableRoute = new Set(['index.html', ...shell, ...page('subjects/SubjectsPage'), ...latin]);

const rows = [
  ['P4', 'shell scripts, gzip', gzip(only(shell, '.js')), 110],
  ['P5', 'map scripts, gzip', gzip(only(less(map, shell), '.js')), 310],
  ['P5', 'map worker, gzip', gzip(worker), 155],
  ['P6', 'graph scripts, gzip', gzip(only(less(closure(entry('graph/graph.ts')), shell), '.js')), 145],
  ['P6', 'chart scripts, gzip', gzip(only(less(closure(entry('chart/chart.ts')), shell), '.js')), 30],
  ['P7', 'cold map route on the wire, brotli', wire(mapRoute), 850],
  ['P8', 'cold table route on the wire, brotli', wire(tableRoute), 200],
];

let over = false;
for (const [id, what, bytes, limit] of rows) {
  const fails = bytes === 0 || bytes > limit * 1000;
  over ||= fails;
  console.log(`${id}  ${what.padEnd(38)} ${(bytes / 1000).toFixed(1).padStart(7)} kB of ${limit} kB${fails ? '  OVER' : ''}`);
}
if (over) {
  console.error('A size budget is broken; see build/budgets.mjs.');
  process.exit(1);
}
