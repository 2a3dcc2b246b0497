/** Every layer, as it predicts, can be exported for any number of rows, and computes the same there. */
import * as runtime from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../catalog';
import { isMisfit, type LayerDeclaration, type Scope } from '../../catalog/declaration';
import { applyLayer } from '../../catalog/model/apply-layer';
import { randomNumbers } from '../../catalog/model/random-numbers';
import { feed, sizeOf, state, type Shape, type Tensor } from '../../graph';
import { exportModel } from '../../trainer/src/executors/export-model';
import { evaluate } from './evaluate';
import { call } from './plans';

const shapes: readonly Shape[] = [[3, 5, 6], [4, 3], [6], [784]];

/** Rows that graphs are built for, and rows that the exported model is given. */
const [built, given] = [7, 3];

interface Built {
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly output: Tensor;
  /** By name. */
  readonly parameters: ReadonlyMap<string, Shape>;
  readonly statistics: ReadonlyMap<string, Shape>;
}

/** The layer's example on rows of `shape`, or nothing where it does not read them. */
function build(layer: LayerDeclaration, shape: Shape, rows: number): Built | undefined {
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
  };
  const names = layer.joins ? ['a', 'b'] : ['x'];
  const inputs = Object.fromEntries(names.map((name) => [name, feed(name, [rows, ...shape])]));
  const output = applyLayer(call('layers', layer.example), Object.values(inputs), scope);
  return isMisfit(output) ? undefined : { inputs, output, parameters, statistics };
}

const cases = Object.values<LayerDeclaration>(catalog.layers).flatMap((layer) =>
  shapes
    .filter((shape) => build(layer, shape, built) !== undefined)
    .map((shape) => ({ title: `${layer.example} on ${shape.join('x')}`, layer, shape })),
);

describe('an exported layer predicts the same', () => {
  it.each(cases)('$title', async ({ layer, shape }) => {
    const random = randomNumbers(3, layer.name);
    const draw = (of: Shape) => Float32Array.from({ length: sizeOf(of) }, () => 2 * random() - 1);
    const { inputs, output, parameters, statistics } = build(layer, shape, built)!;
    const states = Object.fromEntries([
      ...[...parameters].map(([name, of]) => [name, draw(of)] as const),
      // Variances are among the statistics.
      ...[...statistics].map(([name, of]) => [name, draw(of).map((number) => 1.5 + number)] as const),
    ]);
    const file = exportModel({ inputs, outputs: { y: output }, states, rows: built, metadata: {} });
    const model = await runtime.InferenceSession.create(file);
    const other = build(layer, shape, given)!;
    const values = Object.fromEntries(
      Object.entries(other.inputs).map(([name, x]) => [name, draw(x.shape)] as const),
    );
    const { y } = await model.run(
      Object.fromEntries(
        Object.entries(values).map(([name, numbers]) => [
          name,
          new runtime.Tensor('float32', numbers, [given, ...shape]),
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
