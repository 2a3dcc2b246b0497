/** Every layer, as it predicts, can be exported for any number of rows, and computes the same there. */
import * as runtime from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../catalog';
import { isMisfit, type LayerDeclaration, type Scope } from '../../catalog/declaration';
import { applyLayer } from '../../catalog/model/apply-layer';
import { randomNumbers } from '../../catalog/model/random-numbers';
import { cast, constant, feed, less, reshape, sizeOf, state, type Shape, type Tensor } from '../../graph';
import { exportModel } from '../../trainer/src/executors/export-model';
import { evaluate } from './evaluate';
import { call } from './plans';

/** Rows of numbers, of sequences that are filled up, and of ids. */
interface Reading {
  readonly shape: Shape;
  readonly masked?: boolean;
  readonly vocabulary?: number;
}

const readings: readonly Reading[] = [
  { shape: [3, 5, 6] },
  { shape: [4, 3] },
  { shape: [4, 6], masked: true },
  { shape: [6] },
  { shape: [784] },
  { shape: [4], vocabulary: 5 },
  { shape: [4], vocabulary: 5, masked: true },
];

/** Rows that graphs are built for, and rows that the exported model is given. */
const [built, given] = [7, 3];

interface Built {
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly output: Tensor;
  /** By name. */
  readonly parameters: ReadonlyMap<string, Shape>;
  readonly statistics: ReadonlyMap<string, Shape>;
}

/** The layer's example on rows that it reads, or nothing where it does not read them. */
function build(
  layer: LayerDeclaration,
  { shape, masked, vocabulary }: Reading,
  rows: number,
): Built | undefined {
  const parameters = new Map<string, Shape>();
  const statistics = new Map<string, Shape>();
  const scope: Scope = {
    training: false,
    parameter(name, of) {
      parameters.set(name, of);
      return state(name, of);
    },
    random: () => {
      throw new Error('a prediction draws no random numbers');
    },
    statistic(name, of) {
      statistics.set(name, of);
      return { value: state(name, of), follow: () => {} };
    },
    counted: () => {
      throw new Error('a prediction has no rows that do not count');
    },
    vocabulary,
  };
  const names = layer.joins ? ['a', 'b'] : ['x'];
  const inputs = Object.fromEntries(names.map((name) => [name, feed(name, [rows, ...shape])]));
  const read = Object.values(inputs).map((x) => (vocabulary === undefined ? x : cast(x, 'int64')));
  const length = feed('length', [rows]);
  const mask = masked ? maskOf(length, shape[0]!) : undefined;
  const output = applyLayer(call('layers', layer.example), read, { ...scope, mask });
  if (isMisfit(output)) return undefined;
  return { inputs: masked ? { ...inputs, length } : inputs, output, parameters, statistics };
}

const maskOf = (length: Tensor, steps: number): Tensor =>
  cast(
    less(
      constant(
        Array.from({ length: steps }, (_, step) => step),
        [steps],
      ),
      reshape(length, [length.shape[0]!, 1]),
    ),
    'float32',
  );

const cases = Object.values<LayerDeclaration>(catalog.layers).flatMap((layer) =>
  readings
    .filter((reading) => build(layer, reading, built) !== undefined)
    .map((reading) => {
      const { shape, masked, vocabulary } = reading;
      const title = `${layer.example} on ${shape.join('x')}${vocabulary ? ' ids' : ''}${masked ? ', some true' : ''}`;
      return { title, layer, reading };
    }),
);

describe('an exported layer predicts the same', () => {
  it.each(cases)('$title', async ({ layer, reading }) => {
    const random = randomNumbers(3, layer.name);
    const draw = (of: Shape) => Float32Array.from({ length: sizeOf(of) }, () => 2 * random() - 1);
    const { vocabulary } = reading;
    const fill = (name: string, of: Shape) => {
      if (name === 'length') return Float32Array.from([4, 0, 2]);
      return vocabulary === undefined
        ? draw(of)
        : draw(of).map((number) => Math.floor(((number + 1) / 2) * vocabulary));
    };
    const { inputs, output, parameters, statistics } = build(layer, reading, built)!;
    const states = Object.fromEntries([
      ...[...parameters].map(([name, of]) => [name, draw(of)] as const),
      // Variances are among the statistics.
      ...[...statistics].map(([name, of]) => [name, draw(of).map((number) => 1.5 + number)] as const),
    ]);
    const file = exportModel({ inputs, outputs: { y: output }, states, rows: built, metadata: {} });
    const model = await runtime.InferenceSession.create(file);
    const other = build(layer, reading, given)!;
    const values = Object.fromEntries(
      Object.entries(other.inputs).map(([name, x]) => [name, fill(name, x.shape)] as const),
    );
    const { y } = await model.run(
      Object.fromEntries(
        Object.entries(values).map(([name, numbers]) => [
          name,
          new runtime.Tensor('float32', numbers, other.inputs[name]!.shape),
        ]),
      ),
    );
    const sources = Object.fromEntries(
      Object.entries({ ...values, ...states }).map(([name, numbers]) => [name, [...numbers]]),
    );
    const [wanted] = evaluate([other.output], sources);
    expect(y!.dims).toEqual(other.output.shape);
    expect([...(y!.data as Float32Array)]).toEqual(wanted!.map((number) => expect.closeTo(number, 4)));
  });
});
