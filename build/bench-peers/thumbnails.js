// Makes a picture's two thumbnails again and again with sharp and says how much CPU time that took.
//   node thumbnails.js PICTURE COUNT WARM_UP EFFORT two|one
// "two" pipelines, one per size, are sharp's usual idiom; "one" decodes once and makes the smaller size from the larger.
import sharp from 'sharp';

const [picture, count, warmUp, effort] = [process.argv[2], ...process.argv.slice(3, 6).map(Number)];
const webp = { quality: 80, effort };
const inside = (box) => ({ width: box, height: box, fit: 'inside', withoutEnlargement: true });

sharp.cache(false);
sharp.concurrency(1);

const pipelines = {
  two: () => Promise.all([1280, 320].map((box) => sharp(picture).autoOrient().resize(inside(box)).webp(webp).toBuffer())),
  one: async () => {
    const { data, info: raw } = await sharp(picture).autoOrient().resize(inside(1280)).raw().toBuffer({ resolveWithObject: true });
    return [await sharp(data, { raw }).webp(webp).toBuffer(), await sharp(data, { raw }).resize(inside(320)).webp(webp).toBuffer()];
  },
};
const make = pipelines[process.argv[6]];

for (let i = 0; i < warmUp; i++) {
  await make();
}

const before = process.cpuUsage();
let sizes;
for (let i = 0; i < count; i++) {
  sizes = (await make()).map((thumbnail) => thumbnail.length);
}

const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ cpuSeconds: (user + system) / 1e6, peakKilobytes: process.resourceUsage().maxRSS, sizes }));
