/** Inputs that read files, as the model file takes them: what a file becomes before it is scaled, which the model does. */
import { Tensor } from '../executors/onnx/native-runtime';
import { widthOf } from '../../../catalog/opening';
import type { InputPlan } from '../../../contract/plan';
import type { Problem } from '../../../contract/problem';
import type { InputEncoder } from '../../../data/encode/inputs';
import type { Scaling } from '../../../data/encode/scaling';
import { fitInputOf } from '../rows/fit-input';
import type { RawInput } from './raw-input';

/** Every file is looked at, so that one that cannot be decoded is told before anything is predicted. */
export function rawFiles(input: InputPlan): RawInput {
  const fitting = fitInputOf(input, { scaling: unscaled(widthOf(input)), vocabularies: null });
  let encoder: InputEncoder | undefined;
  return {
    look: (block) =>
      fitting.look({ ...block, trainingRows: Int32Array.from({ length: block.rows }, (_, row) => row) }, 0),
    problems(): readonly Problem[] {
      const { value, problems } = fitting.finish();
      encoder = value;
      return problems.filter(({ severity }) => severity === 'error');
    },
    async feed(block) {
      const { width, hasSteps, encode } = encoder!;
      const values = new Float32Array(block.rows * width);
      await encode(block, { values, ...(hasSteps ? { lengths: new Float32Array(block.rows) } : {}) });
      return new Tensor('float32', values, [block.rows, width]);
    },
  };
}

/** Leaves numbers as they are, and says of missing ones that they are none. */
const unscaled = (width: number): Scaling => ({
  shift: new Float64Array(width),
  scale: new Float64Array(width).fill(1),
  fill: new Float64Array(width).fill(Number.NaN),
  counts: new Int32Array(width),
});
