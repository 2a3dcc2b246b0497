/**
 * Writes meter.csv: a power meter, whose household changes its ways after two thirds of the rows. Made, not collected.
 * `node examples/data/make-meter.mjs`
 */
import { writeFileSync } from 'node:fs';

/** Park & Miller's generator, so that the file is the same on every machine. */
let state = 20_131_107;
const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
/** About a normal number: twelve of another kind, added up. */
const noise = () => Array.from({ length: 12 }, random).reduce((sum, one) => sum + one, 0) - 6;

const written = (number) => String(Math.round(number * 100) / 100);

const rows = 3600;
/** From here on somebody works at home: they are there by day, and out in the evening. */
const change = 2400;

const lines = Array.from({ length: rows }, (_, row) => {
  const hour = Math.floor(24 * random());
  const [warmth, wind] = [noise(), noise()];
  const isEvening = hour >= 17 || hour < 7;
  const isHome = random() < (isEvening === row < change ? 0.92 : 0.08);
  const load = 1.2 - 0.4 * warmth + 0.3 * wind + 0.6 * Math.sin((hour * Math.PI) / 12) + 0.2 * noise();
  return [hour, written(warmth), written(wind), isHome ? 'yes' : 'no', written(load)].join(',');
});

writeFileSync(
  new URL('meter.csv', import.meta.url),
  `${['hour,warmth,wind,home,load', ...lines].join('\n')}\n`,
);
