/**
 * Writes a loop that runs a body once for every slice of some sequences, in a frame of its own: what is carried goes around
 * through `Merge`, `Switch` and `NextIteration`, and what passes report is put into lists that are stacked in the end.
 */
import type { TensorType } from '../../../../graph';
import { typed, typeOf } from './forms/types';
import { dataTypes, variant, type GraphWriter, type TensorFlowAttribute } from './graph-writer';

export interface Given extends TensorType {
  readonly name: string;
}

export interface Loop {
  /** The name of an int32 scalar: how often the body runs. */
  readonly passes: string;
  readonly reverse: boolean;
  /** What the first pass is given. */
  readonly carries: readonly Given[];
  /** By the types of their slices; there is a slice for each pass. */
  readonly sequences: readonly Given[];
  /** What every pass reads. */
  readonly captured: readonly Given[];
  /** The types of what each pass reports. */
  readonly reports: readonly TensorType[];
  /** Writes a pass; answers what is carried on, then what is reported. */
  body(frame: GraphWriter, inputs: readonly string[]): readonly string[];
}

/** Answers the names of what the last pass hands on, then of the reports, which have the passes as their first axis. */
export function writeLoop(writer: GraphWriter, loop: Loop): readonly string[] {
  const prefix = writer.newName();
  const enter = (name: string, type: TensorFlowAttribute, isConstant: boolean) =>
    writer.addNode('Enter', [name], {
      T: type,
      frame_name: prefix,
      is_constant: isConstant,
      parallel_iterations: 1,
    });
  const int32 = typeOf('int32');
  const passes = enter(loop.passes, int32, true);

  const lists = loop.reports.map(({ dtype, shape }) => {
    const size = writer.constant(shape, [shape.length], 'int32');
    return writer.addNode('TensorListReserve', [size, loop.passes], {
      element_dtype: typeOf(dtype),
      shape_type: int32,
    });
  });
  const around = [
    { name: writer.constant([0], [], 'int32'), type: int32 },
    ...loop.carries.map(({ name, dtype }) => ({ name, type: typeOf(dtype) })),
    ...lists.map((name) => ({ name, type: { type: variant } })),
  ];
  const next = around.map((_, at) => `${prefix}/next${at}`);
  const merged = around.map(({ name, type }, at) =>
    writer.addNode('Merge', [enter(name, type, false), next[at]!], { T: type, N: 2 }),
  );
  const goesOn = writer.addNode('LoopCond', [writer.addNode('Less', [merged[0]!, passes], { T: int32 })]);
  const switched = around.map(({ type }, at) => writer.addNode('Switch', [merged[at]!, goesOn], { T: type }));
  const [pass, ...carried] = switched.map((name) => `${name}:1`) as [string, ...string[]];

  const pivot = writer.addNode('Identity', [pass], { T: int32 });
  const frame = writer.enter(`${prefix}/pass`, pivot);
  const one = frame.constant([1], [], 'int32');
  const last = loop.reverse ? frame.addNode('Sub', [passes, one], { T: int32 }) : '';
  const index = loop.reverse ? frame.addNode('Sub', [last, pass], { T: int32 }) : pass;
  const start = frame.addNode('Reshape', [index, frame.constant([1], [1], 'int32')], { T: int32 });
  const end = frame.addNode('AddV2', [start, one], { T: int32 });
  const stride = frame.constant([1], [1], 'int32');
  const slices = loop.sequences.map(({ name, dtype }) =>
    frame.addNode('StridedSlice', [enter(name, typeOf(dtype), true), start, end, stride], {
      ...typed(dtype),
      Index: int32,
      shrink_axis_mask: 1,
    }),
  );
  const captured = loop.captured.map(({ name, dtype }) => enter(name, typeOf(dtype), true));
  const made = loop.body(frame, [...carried.slice(0, loop.carries.length), ...slices, ...captured]);

  const results = [
    frame.addNode('AddV2', [pass, one], { T: int32 }),
    ...made.slice(0, loop.carries.length),
    ...loop.reports.map(({ dtype }, at) => {
      const list = carried[loop.carries.length + at]!;
      const report = made[loop.carries.length + at]!;
      return frame.addNode('TensorListSetItem', [list, index, report], { element_dtype: typeOf(dtype) });
    }),
  ];
  for (const [at, { type }] of around.entries()) {
    writer.addNode('NextIteration', [results[at]!], { T: type }, next[at]!);
  }
  const left = around.map(({ type }, at) => writer.addNode('Exit', [switched[at]!], { T: type }));
  const stacks = loop.reports.map(({ dtype, shape }, at) => {
    const size = writer.constant(shape, [shape.length], 'int32');
    return writer.addNode('TensorListStack', [left[1 + loop.carries.length + at]!, size], {
      element_dtype: { type: dataTypes[dtype] },
      num_elements: -1,
    });
  });
  return [...left.slice(1, 1 + loop.carries.length), ...stacks];
}
