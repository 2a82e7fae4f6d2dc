import { colour, outline, shapes, type Shape } from '../core/glyph';

const side = 48;

/** Draws a shape filled as far as it is well founded, once for each tier, to be used as an image of the map on a ground. */
export function glyphImages(ground: { land: string; text: string }): [string, ImageData][] {
  return shapes.flatMap((shape) => [0, 1, 2, 3].map((tier): [string, ImageData] => [`${shape}-${tier}`, draw(shape, tier, ground)]));
}

function draw(shape: Shape, tier: number, ground: { land: string; text: string }): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = side;
  // Read back at once: a fifth of a second for all of them where a graphics processor had to be asked.
  const paint = canvas.getContext('2d', { willReadFrequently: true })!;
  paint.scale(side / 28, side / 28);
  paint.translate(2, 2);
  const path = new Path2D(outline[shape]);
  paint.fillStyle = ground.land;
  paint.fill(path);
  paint.save();
  paint.clip(path);
  paint.fillStyle = colour[shape];
  paint.fillRect(0, 24 - 24 * (tier / 3), 24, 24);
  paint.restore();
  paint.lineWidth = 1.8;
  paint.strokeStyle = ground.text;
  paint.setLineDash(tier === 0 ? [3, 2.4] : []);
  paint.stroke(path);
  return paint.getImageData(0, 0, side, side);
}
