/** Steps whose matrices lie in blocks, for those who know them as the program declares them. */
import type { Shape } from '../../../../../graph';
import type { NamedValues, Values } from '../../executor';
import type { Steps } from './stepping-session';

/** `states` are the shapes of those that lie in blocks: [sums, width] lies as [width / block, sums, block]. */
export function stepsInBlocks(
  steps: Steps,
  states: Readonly<Record<string, Shape>>,
  block: number | undefined,
): Steps {
  if (block === undefined || Object.keys(states).length === 0) return steps;
  const move = (values: NamedValues, by: typeof intoBlocks): NamedValues =>
    Object.fromEntries(
      Object.entries(values).map(([name, given]) => {
        const shape = states[name];
        return [name, shape === undefined ? given : by(given, shape, block)];
      }),
    );
  return {
    run: (...given) => steps.run(...given),
    read: async (names) => move(await steps.read(names), outOfBlocks),
    write: (values) => steps.write(move(values, intoBlocks)),
    dispose: () => steps.dispose(),
  };
}

function intoBlocks(matrix: Values, shape: Shape, block: number): Values {
  const moved = new Float32Array(matrix.length);
  for (const [plain, inBlocks] of placesOf(shape, block))
    moved.set((matrix as Float32Array).subarray(plain, plain + block), inBlocks);
  return moved;
}

function outOfBlocks(matrix: Values, shape: Shape, block: number): Values {
  const moved = new Float32Array(matrix.length);
  for (const [plain, inBlocks] of placesOf(shape, block))
    moved.set((matrix as Float32Array).subarray(inBlocks, inBlocks + block), plain);
  return moved;
}

/** Where each run of `block` numbers begins: in a matrix [sums, width], and in its blocks. */
function* placesOf(shape: Shape, block: number): Generator<readonly [plain: number, inBlocks: number]> {
  const [sums, width] = shape as [number, number];
  for (let line = 0; line < sums; line++)
    for (let column = 0; column < width; column += block)
      yield [line * width + column, column * sums + line * block];
}
