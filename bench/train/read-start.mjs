/** Reads what ours starts from: parameters by name, the rows of the input, and the labels of each task. */
import { readFileSync } from 'node:fs';

/** https://github.com/huggingface/safetensors: the length of a JSON header, the header, then all values; here they are float32. */
export function readStart(file) {
  const bytes = readFileSync(file);
  const length = Number(bytes.readBigUInt64LE());
  const entries = Object.entries(JSON.parse(bytes.subarray(8, 8 + length).toString()));
  const values = entries
    .filter(([name, { dtype }]) => dtype === 'F32' && !/^(__metadata__$|optimizer\/)/.test(name))
    .map(
      ([
        name,
        {
          shape,
          data_offsets: [begin, end],
        },
      ]) => {
        const copy = Uint8Array.from(bytes.subarray(8 + length + begin, 8 + length + end));
        return [name, { shape, values: new Float32Array(copy.buffer) }];
      },
    );
  const under = (start) =>
    new Map(
      values.flatMap(([name, value]) => (name.startsWith(start) ? [[name.slice(start.length), value]] : [])),
    );
  return { parameters: new Map(values), input: [...under('input/').values()][0], labels: under('label/') };
}
