/**
 * Writes what a trained model predicts as an ONNX file for any number of rows. The graph was built for a fixed number:
 * the axes that count rows are found by following them from the inputs. Shapes in the file leave those axes open, and
 * what is repeated for every row asks the first input how many there are.
 */
import { type Node, type Tensor } from '../../../graph';
import { ExecutorError, type NamedValues } from './executor';
import { findRowAxes, type RowAxis } from './onnx/row-axes';
import { ConstantPool, dataTypes, GraphWriter, type OnnxShape } from './onnx/graph-writer';
import { encodeModel } from './onnx/write-model';
import { writeTensors } from './onnx/write-tensors';

export interface ModelToExport {
  /** Feeds with rows as their first axis, by the names that they have in the file. */
  readonly inputs: Readonly<Record<string, Tensor>>;
  /**
   * Of inputs [rows, columns] that the file takes in eight bytes a number: what it takes from each column before numbers have the
   * four bytes that feeds have.
   */
  readonly centres?: Readonly<Record<string, Float64Array>>;
  /** With rows as their first axis. */
  readonly outputs: Readonly<Record<string, Tensor>>;
  /** Values of the states that the outputs depend on, by the states' names; they become constants of the file. */
  readonly states: NamedValues;
  /** The number of rows that the graph was built for, at least 2. */
  readonly rows: number;
  /** Strings to read back by name. */
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * The bytes of the file, opset 18. Throws an ExecutorError where a prediction depends on other rows, on random numbers, or
 * on a source that is not given.
 */
export function exportModel({
  inputs,
  centres = {},
  outputs,
  states,
  rows,
  metadata,
}: ModelToExport): Uint8Array {
  const rowAxes = findRowAxes(Object.values(outputs), Object.values(inputs), rows);
  const openShape = (tensor: Tensor): OnnxShape => {
    const row = rowAxes.get(tensor);
    return tensor.shape.map((size, axis) => (axis === row?.axis ? 'rows' : size));
  };
  const constants = new ConstantPool();
  const writer = new GraphWriter(constants, 'model');
  const sources = new Map<Node, string>();
  for (const [name, tensor] of Object.entries(inputs)) {
    const centre = centres[name];
    writer.addInput(name, openShape(tensor), centre ? 'float64' : tensor.dtype);
    sources.set(tensor.node, centre ? centred(name, centre) : name);
  }
  const list = (sizes: readonly number[]) => constants.add(sizes, [sizes.length], 'int64');

  const names = writeTensors(writer, Object.values(outputs), {
    source: (node) => sources.get(node) ?? bakeState(node, states, constants),
    shape(tensor) {
      const row = rowAxes.get(tensor);
      return row ? shapeNow(tensor, row) : list(tensor.shape);
    },
    declaredShape: openShape,
    reshapeTo: (tensor) =>
      list(tensor.shape.map((size, axis) => (axis === rowAxes.get(tensor)?.axis ? -1 : size))),
  });
  for (const [name, tensor] of Object.entries(outputs)) {
    if (rowAxes.get(tensor)?.axis !== 0) {
      throw new ExecutorError('export', `the output ${name} does not have a prediction for each row`);
    }
    writer.addNode('Identity', [names.get(tensor)!], {}, [name]);
    writer.addOutput(name, openShape(tensor), tensor.dtype);
  }
  return encodeModel(writer.finish('model', true), metadata);

  /** The name of the input's numbers around zero, where four bytes tell them apart. */
  function centred(name: string, centre: Float64Array): string {
    const [wide] = writer.addNode('Sub', [name, constants.add(centre, [centre.length], 'float64')]);
    return writer.addNode('Cast', [wide!], { to: dataTypes.float32 })[0]!;
  }

  /** The shape of a tensor with the rows that the first input has when the model runs. */
  function shapeNow({ shape }: Tensor, { axis, times }: RowAxis): string {
    const [first] = Object.keys(inputs) as [string];
    const [count] = writer.addNode('Shape', [first], { start: 0, end: 1 });
    const [size] = writer.addNode('Mul', [count!, list([times])]);
    const pieces = [shape.slice(0, axis), null, shape.slice(axis + 1)]
      .filter((sizes) => sizes === null || sizes.length > 0)
      .map((sizes) => (sizes === null ? size! : list(sizes)));
    return writer.addNode('Concat', pieces, { axis: 0 })[0]!;
  }
}

function bakeState({ op, attributes, outputs }: Node, states: NamedValues, constants: ConstantPool): string {
  const name = String(attributes.name);
  const values = op === 'state' ? states[name] : undefined;
  if (values === undefined) throw new ExecutorError('export', `there is no value for the ${op} ${name}`);
  const { shape, dtype } = outputs[0]!;
  return constants.add(values, shape, dtype);
}
