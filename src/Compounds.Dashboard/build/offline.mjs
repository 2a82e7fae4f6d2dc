// Writes the list of what every page needs, so that the service worker can keep it and any page opens without a line. The large parts that
// only some pages ask for (map, graph, chart, fonts of other scripts) are kept when they are first used.
import { readdirSync, statSync, writeFileSync } from 'node:fs';

const dist = new URL('../dist/', import.meta.url).pathname;
const mostBytes = 100_000;

const files = readdirSync(`${dist}assets`).filter((name) => /\.(js|css)$/.test(name) && statSync(`${dist}assets/${name}`).size < mostBytes).map((name) => `/assets/${name}`);
writeFileSync(`${dist}data/offline.json`, JSON.stringify(files.sort()));
