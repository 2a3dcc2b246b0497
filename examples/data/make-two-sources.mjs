/**
 * Writes kitchen.csv and weather.csv: two boxes of sensors whose hidden state is the same kind of thing, so that what one
 * learns serves the other. Made, not collected. `node examples/data/make-two-sources.mjs`
 */
import { writeFileSync } from 'node:fs';

/** Park & Miller's generator, so that the files are the same on every machine. */
let state = 77_031_251;
const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
/** About a normal number: twelve of another kind, added up. */
const noise = () => Array.from({ length: 12 }, random).reduce((sum, one) => sum + one, 0) - 6;

/** Each of eight sensors sees a bend mixture of warmth and damp. */
const mixtures = Array.from({ length: 8 }, () => [noise(), noise(), noise()]);
const sense = (warmth, damp) =>
  mixtures.map(([a, b, c]) => Math.tanh(a * warmth + b * damp + c * warmth * damp) + 0.15 * noise());

const written = (number) => String(Math.round(number * 1000) / 1000);

/** Both say whether the air is comfortable, and the weather station says it of few rows only. */
const airOf = (warmth, damp) => (warmth * damp > 0.2 ? 'close' : warmth - damp > 0.3 ? 'dry' : 'mild');

function rows(count, labelOf) {
  return Array.from({ length: count }, () => {
    const [warmth, damp] = [noise(), noise()];
    return [...sense(warmth, damp).map(written), ...labelOf(warmth, damp)].join(',');
  });
}

const write = (file, columns, lines) =>
  writeFileSync(new URL(file, import.meta.url), `${[columns, ...lines].join('\n')}\n`);

write(
  'kitchen.csv',
  's1,s2,s3,s4,s5,s6,s7,s8,air,cooking',
  rows(400, (warmth, damp) => [airOf(warmth, damp), warmth + damp + 0.3 * noise() > 0.8 ? 1 : 0]),
);
write(
  'weather.csv',
  't1,t2,t3,t4,t5,t6,t7,t8,air,rain',
  rows(120, (warmth, damp) => [
    random() < 0.6 ? airOf(warmth, damp) : '',
    written(2 + 1.5 * damp - 0.5 * warmth + 0.2 * noise()),
  ]),
);
