/**
 * Writes homes.csv: evenings in 600 homes, a few of each, which differ in how many people live there, how well the walls hold the warmth and
 * how cold it is outside. Made, not collected. `node examples/data/make-homes.mjs`
 */
import { writeFileSync } from 'node:fs';

/** Park & Miller's generator, so that the file is the same on every machine. */
let state = 20_171_117;
const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
/** About a normal number: twelve of another kind, added up. */
const noise = () => Array.from({ length: 12 }, random).reduce((sum, one) => sum + one, 0) - 6;
const written = (number, digits) => String(Number(number.toFixed(digits)));

const homes = Array.from({ length: 600 }, (_, home) => {
  const climate = 9 + 6 * noise();
  const people = 1 + Math.floor(4 * random());
  const walls = random();
  const evenings = 3 + Math.floor(6 * random());
  return Array.from({ length: evenings }, () => {
    const outside = climate + 3 * noise();
    const hour = 17 + Math.floor(7 * random());
    const need = Math.max(0, 17 - 3 * walls - outside) / 10;
    const use = 0.4 * people * (hour < 21 ? 1.4 : 0.7) + 1.3 * need + 0.15 * noise();
    const heats = need + 0.12 * noise() > 0.5 ? 'yes' : 'no';
    return [
      `h${home + 1}`,
      written(outside, 1),
      hour,
      people,
      written(walls, 2),
      written(use, 2),
      heats,
    ].join(',');
  });
});

writeFileSync(
  new URL('homes.csv', import.meta.url),
  `${['home,outside,hour,people,walls,use,heats', ...homes.flat()].join('\n')}\n`,
);
