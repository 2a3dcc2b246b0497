/** Small programs as plain JavaScript in double precision, a variable for each number: a hundred thousand steps take a moment. */
import { orderNodes, sizeOf, type Body, type Node, type Program, type Shape, type Tensor } from '../../graph';
import { keptShape } from '../../graph/ops/reductions';
import { layoutKernels } from '../../trainer/src/executors/reference/kernels/layout';
import { stretchedStrides, walk } from '../../trainer/src/executors/reference/strides';

/** Moves the values of all states, one after the other in the order of the program, by so many steps. */
export type Steps = (values: Float64Array, steps: number) => void;

/** Of a program without feeds and outputs. Ops that no test has needed yet are refused. */
export function unroll({ states }: Pick<Program, 'states'>): Steps {
  const code = new Unrolled();
  let place = 0;
  const entries = Object.values(states);
  for (const { source } of entries)
    code.define(
      source,
      Array.from({ length: sizeOf(source.shape) }, () => code.variable(`s[${place++}]`)),
    );
  code.compute(entries.map(({ next }) => next));
  const after = entries.flatMap(({ next }) => code.of(next));
  const lines = [...code.lines, ...after.map((id, at) => `s[${at}] = v${id};`)];
  return new Function('s', 'steps', `for (let n = 0; n < steps; n++) {\n${lines.join('\n')}\n}`) as Steps;
}

const unary: Readonly<Record<string, (x: string) => string>> = {
  negate: (x) => `-${x}`,
  square: (x) => `${x} * ${x}`,
  reciprocal: (x) => `1 / ${x}`,
  relu: (x) => `Math.max(${x}, 0)`,
  not: (x) => `1 - ${x}`,
  cast: (x) => x,
  stopGradient: (x) => x,
  ...Object.fromEntries(
    ['abs', 'exp', 'log', 'sqrt', 'tanh', 'sign', 'sin', 'cos'].map((name) => [
      name,
      (x: string) => `Math.${name}(${x})`,
    ]),
  ),
};

const truth = (operator: string) => (a: string, b: string) => `${a} ${operator} ${b} ? 1 : 0`;
const binary: Readonly<Record<string, (a: string, b: string) => string>> = {
  add: (a, b) => `${a} + ${b}`,
  subtract: (a, b) => `${a} - ${b}`,
  multiply: (a, b) => `${a} * ${b}`,
  divide: (a, b) => `${a} / ${b}`,
  power: (a, b) => `${a} ** ${b}`,
  maximum: (a, b) => `Math.max(${a}, ${b})`,
  minimum: (a, b) => `Math.min(${a}, ${b})`,
  and: (a, b) => `${a} * ${b}`,
  or: (a, b) => `Math.max(${a}, ${b})`,
  greater: truth('>'),
  greaterEqual: truth('>='),
  less: truth('<'),
  lessEqual: truth('<='),
  equal: truth('==='),
};

/** Ops that only move numbers: the interpreter's own kernels move the names of the variables. */
const layouts = new Set(['reshape', 'transpose', 'broadcastTo', 'concat', 'slice', 'split', 'pad']);

class Unrolled {
  readonly lines: string[] = [];
  readonly #known = new Map<Tensor, readonly number[]>();
  #variables = 0;

  constructor() {
    // Where a kernel leaves zeros it names the first variable.
    this.variable('0');
  }

  variable(expression: string): number {
    this.lines.push(`let v${this.#variables} = ${expression};`);
    return this.#variables++;
  }

  /** The variables of a tensor's numbers, row after row. */
  of(tensor: Tensor): readonly number[] {
    const ids = this.#known.get(tensor);
    if (!ids) throw new Error(`no values for ${tensor.node.op}`);
    return ids;
  }

  define(tensor: Tensor, ids: readonly number[]): void {
    this.#known.set(tensor, ids);
  }

  compute(targets: readonly Tensor[]): void {
    for (const node of orderNodes(targets)) if (!this.#known.has(node.outputs[0]!)) this.#computeNode(node);
  }

  #computeNode(node: Node): void {
    const { op, inputs, attributes, outputs } = node;
    const [y] = outputs as [Tensor];
    const operands = inputs.map((input) => this.of(input));
    if (op === 'scan') return this.#loop(node);
    if (layouts.has(op)) return this.#move(node);
    if (op === 'constant')
      return this.define(y, this.#constants(attributes['values'] as readonly number[], y.shape));
    const stretched = () =>
      inputs.map(({ shape }, i) => {
        const from = walk(y.shape, stretchedStrides(shape, y.shape));
        return Array.from(from, (at) => `v${operands[i]![at]}`);
      });
    const each = (make: (names: readonly string[]) => string): void => {
      const names = stretched();
      const ids = Array.from({ length: sizeOf(y.shape) }, (_, at) =>
        this.variable(make(names.map((name) => name[at]!))),
      );
      this.define(y, ids);
    };
    if (unary[op]) return each(([x]) => unary[op]!(x!));
    if (binary[op]) return each(([a, b]) => binary[op]!(a!, b!));
    if (op === 'where') return each(([chosen, a, b]) => `${chosen} ? ${a} : ${b}`);
    const ofGroups = (axes: readonly number[], make: (names: readonly string[]) => string): void => {
      const x = inputs[0]!;
      const to = walk(x.shape, stretchedStrides(keptShape(x.shape, axes), x.shape));
      const groups = Array.from({ length: sizeOf(y.shape) }, (): string[] => []);
      for (const [at, group] of to.entries()) groups[group]!.push(`v${operands[0]![at]}`);
      this.define(
        y,
        groups.map((names) => this.variable(make(names))),
      );
    };
    const axes = (attributes['axes'] ?? [attributes['axis']]) as readonly number[];
    if (op === 'sum') return ofGroups(axes, (names) => names.join(' + '));
    if (op === 'max') return ofGroups(axes, (names) => `Math.max(${names.join()})`);
    if (op === 'argMax')
      return ofGroups(axes, (names) => `[${names.join()}].indexOf(Math.max(${names.join()}))`);
    if (op === 'matmul') return this.#multiply(node);
    throw new Error(`${op} is not unrolled yet`);
  }

  #constants(values: ArrayLike<number>, shape: Shape): readonly number[] {
    const one = values.length === 1 && this.variable(String(values[0]));
    return Array.from({ length: sizeOf(shape) }, (_, at) =>
      one === false ? this.variable(String(values[at])) : one,
    );
  }

  #move({ op, inputs, attributes, outputs }: Node): void {
    const made = outputs.map(({ shape, dtype }) => ({
      shape,
      dtype,
      values: new Float64Array(sizeOf(shape)),
    }));
    const given = inputs.map(({ shape, dtype }, i) => ({
      shape,
      dtype,
      values: Float64Array.from(this.of(inputs[i]!)),
    }));
    layoutKernels[op as 'reshape'](given, made, attributes as never, () => () => []);
    for (const [at, output] of outputs.entries()) this.define(output, [...made[at]!.values]);
  }

  #multiply({ inputs, attributes, outputs }: Node): void {
    const [a, b] = inputs as [Tensor, Tensor];
    const [y] = outputs as [Tensor];
    const [rows, inner] = a.shape.slice(-2) as [number, number];
    const columns = y.shape.at(-1)!;
    const stack = y.shape.slice(0, -2);
    const [inA, inB] = [a, b].map((x) => walk(stack, stretchedStrides(x.shape.slice(0, -2), stack))) as [
      Int32Array,
      Int32Array,
    ];
    const [left, right] = [this.of(a), this.of(b)];
    const ids = Array.from({ length: sizeOf(y.shape) }, (_, at) => {
      const [matrix, row, column] = [
        Math.floor(at / rows / columns),
        Math.floor(at / columns) % rows,
        at % columns,
      ];
      const terms = Array.from({ length: inner }, (__, k) => {
        const inRight = attributes['transposeB'] ? column * inner + k : k * columns + column;
        return `v${left[(inA[matrix]! * rows + row) * inner + k]} * v${right[inB[matrix]! * inner * columns + inRight]}`;
      });
      return this.variable(terms.join(' + '));
    });
    this.define(y, ids);
  }

  /** A loop of the graph, along sequences whose numbers are all the same, is a loop. */
  #loop({ inputs, attributes, outputs }: Node): void {
    const { inputs: sources, outputs: results } = attributes['body'] as Body;
    const carries = attributes['carries'] as number;
    const passes = inputs[carries]!.shape[0]!;
    const carried = inputs
      .slice(0, carries)
      .map((input) => this.of(input).map((id) => this.variable(`v${id}`)));
    this.lines.push(`for (let pass = 0; pass < ${passes}; pass++) {`);
    for (const [at, source] of sources.entries())
      this.define(source, at < carries ? carried[at]! : this.of(inputs[at]!).slice(0, sizeOf(source.shape)));
    this.compute(results.slice(0, carries));
    const moves = results
      .slice(0, carries)
      .flatMap((result, at) => this.of(result).map((id, i) => `v${carried[at]![i]} = v${id};`));
    this.lines.push(...moves, '}');
    for (const [at, output] of outputs.slice(0, carries).entries()) this.define(output, carried[at]!);
  }
}
