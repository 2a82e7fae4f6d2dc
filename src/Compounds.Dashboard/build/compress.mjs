// Writes a .br file beside every file that gets smaller by it, so that the server only sends bytes.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const dist = new URL('../dist/', import.meta.url).pathname;

for (const file of readdirSync(dist, { recursive: true })) {
  const path = join(dist, file);
  if (!statSync(path).isFile() || !/\.(js|css|html|svg|json|geojson|webmanifest)$/.test(file)) continue;
  const text = readFileSync(path);
  const small = brotliCompressSync(text, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: text.length },
  });
  if (small.length < text.length) writeFileSync(`${path}.br`, small);
}
