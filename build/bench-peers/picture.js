// Writes a picture that is the same on every machine and as hard to encode as a photograph: a landscape of fractal noise with haze,
// ridges, soft light and a sensor's grain.
//   node picture.js FILE WIDTH HEIGHT QUALITY
import sharp from 'sharp';

const [file, width, height, quality] = [process.argv[2], ...process.argv.slice(3).map(Number)];

// A number between 0 and 1 for each point of a grid.
const point = (x, y, seed) => {
  let hash = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ Math.imul(seed, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
};

const smooth = (t) => t * t * (3 - 2 * t);

const noise = (x, y, seed) => {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [u, v] = [smooth(x - left), smooth(y - top)];
  const upper = point(left, top, seed) * (1 - u) + point(left + 1, top, seed) * u;
  const lower = point(left, top + 1, seed) * (1 - u) + point(left + 1, top + 1, seed) * u;
  return upper * (1 - v) + lower * v;
};

const fractal = (x, y, seed, octaves, persistence = 0.55) => {
  let [sum, weight, total] = [0, 1, 0];
  for (let octave = 0; octave < octaves; octave++) {
    sum += weight * noise(x, y, seed + octave);
    total += weight;
    [x, y, weight] = [x * 2.03, y * 2.03, weight * persistence];
  }
  return sum / total;
};

const ridges = [0.45, 0.55, 0.68].map((base, depth) =>
  Float64Array.from({ length: width }, (_, x) => base + 0.35 * (fractal((x / width) * (3 + depth), 7, 40 * depth, 8) - 0.5)));

const mix = (from, to, share) => from.map((value, channel) => value + (to[channel] - value) * share);

const colourAt = (x, y) => {
  const [u, v] = [(x / width) * 4, (y / height) * 3];
  const depth = ridges.findLastIndex((ridge) => y / height > ridge[x]);
  if (depth < 0) {
    const cloud = Math.max(0, fractal(u, v * 2, 300, 6) - 0.48) * 3;
    return mix(mix([88, 138, 205], [236, 208, 176], v / 1.6), [250, 246, 240], Math.min(1, cloud));
  }

  const texture = fractal(u * (14 - 3 * depth), v * (14 - 3 * depth), 500 + 20 * depth, 8, 0.82);
  const light = Math.max(0, 0.5 + 5 * (texture - 0.5));
  return mix([96, 118, 62].map((channel) => channel * light * 1.6), [150, 168, 190], 0.5 - 0.22 * depth);
};

const pixels = Buffer.allocUnsafe(width * height * 3);
for (let y = 0, at = 0; y < height; y++) {
  for (let x = 0; x < width; x++) {
    const grain = (point(x, y, 900) + point(x, y, 901) - 1) * 9;
    for (const channel of colourAt(x, y)) {
      pixels[at++] = Math.max(0, Math.min(255, channel + grain));
    }
  }
}

await sharp(pixels, { raw: { width, height, channels: 3 } }).jpeg({ quality }).toFile(file);
