/** Inputs: columns, how to read them, and what they feed to layers. */
import { isMisfit, type InputDeclaration } from '../../../../catalog/declaration';
import { applyInput } from '../../../../catalog/model/apply-input';
import type { Flow } from '../../../../catalog/model/flow';
import type { Argument, Call, InputPlan } from '../../../../contract/plan';
import type { Fix, Problem } from '../../../../contract/problem';
import type { MediaType } from '../../../../contract/media';
import type { Column } from '../../../../contract/schema';
import { columnNotText, columnOfFractions } from '../problems/column-kinds';
import { columnWithoutValues } from '../problems/data';
import type { Where } from '../problems/problem-kind';
import { inputMisfit } from '../problems/shapes';
import { text } from '../../../../contract/text';
import type { DeclaredSymbol } from '../resolve/symbols';
import { fitted } from '../syntax/fitted';
import type { InputNode } from '../syntax/nodes';
import type { CheckedData } from './data';
import { describeFlow } from './describe-flow';
import { ColumnSet } from './column-sets';
import type { ReadColumns } from './columns';
import { columnText } from './find-column';
import type { Move } from './move';
import type { Check } from './recall';
import type { CheckContext } from './context';
import { declarationNamed } from './catalog-names';
import { readCall, type ReadCall } from './read-call';
import { filesProblem, holdsFiles, openedBy } from './opened-files';
import { reportCutRecordings } from './cut-recordings';
import { reportConstant } from './constant-column';
import { nodeShapeOf, rows } from './shape-scope';
import { isNumeric, numbersProblem } from './column-types';
import { droppingColumn, MovedSources, readSources, type Sources } from './sources';
import { countValues } from './count-values';
import { usualInput, usualNames } from '../../../../catalog/usual';
import { editing, inserting, replacing } from './repairs';
import { droppingIdLayers } from './without-ids';

export interface CheckedInput {
  readonly symbol: DeclaredSymbol;
  readonly plan: InputPlan | null;
  /** What layers read; where the columns do not fit it is that of the declared type. */
  readonly flow: Flow | null;
  /** Where the columns come from. */
  readonly sources: Sources | null;
  /** For each of these. */
  readonly taken: readonly ColumnSet[];
}

export const inputCheck = (
  allData: ReadonlyMap<string, CheckedData>,
): Check<DeclaredSymbol, CheckedInput> => ({
  find: (context, symbol) => findInput(context, symbol, allData),
  meaning: ({ flow }) => describeFlow(flow),
  move: (symbol, found, move) => new MovedInput(symbol, found, allData, move),
});

/** The same input where it stands now. */
class MovedInput implements CheckedInput {
  readonly symbol: DeclaredSymbol;
  readonly flow: Flow | null;
  readonly taken: readonly ColumnSet[];
  readonly #found: CheckedInput;
  readonly #allData: ReadonlyMap<string, CheckedData>;
  readonly #move: Move;
  #sources: Sources | null | undefined;

  constructor(
    symbol: DeclaredSymbol,
    found: CheckedInput,
    allData: ReadonlyMap<string, CheckedData>,
    move: Move,
  ) {
    this.symbol = symbol;
    this.flow = found.flow;
    this.taken = found.taken;
    this.#found = found;
    this.#allData = allData;
    this.#move = move;
  }

  get sources(): Sources | null {
    if (this.#sources === undefined) {
      const { sources } = this.#found;
      this.#sources = sources && new MovedSources(sources, this.#allData, this.#move);
    }
    return this.#sources;
  }
  get plan(): InputPlan | null {
    return this.#move.plan(this.#found.plan);
  }
}

function findInput(
  context: CheckContext,
  symbol: DeclaredSymbol,
  allData: ReadonlyMap<string, CheckedData>,
): CheckedInput {
  const declaration = symbol.declaration as InputNode;
  const written = context.resolve(declaration.columns);
  const sources = written && readSources(context, written, allData);
  const read = declaration.type ? readCall(context, 'input', declaration.type) : readNumbers();
  const type = read && sources ? countFromData(read, sources) : read;
  const opens = type && sources ? openedBy(type.declaration, sources) : undefined;
  const { flow, fits } = type && sources ? flowOf(context, declaration, type, sources, opens) : notShaped;
  for (const columns of (type && sources?.all) ?? [])
    checkColumnTypes(context, declaration, type!, sources!, columns);
  if (flow)
    context.shapes.set(
      declaration,
      nodeShapeOf(flow.tensor, 0, () => 0),
    );
  const plan =
    type?.whole && sources?.whole && fits && isCounted(type)
      ? {
          name: symbol.name,
          from: sources.all.map((columns) => columns.plan),
          type: type.call,
          ...(opens ? { opens } : {}),
          ...context.at(declaration),
        }
      : null;
  const taken = fitted((sources?.all ?? []).map((columns) => new ColumnSet(columns)));
  return { symbol, plan, flow, sources, taken };
}

const notShaped = { flow: null, fits: false } as const;

/** Columns without `as` are numbers. */
function readNumbers(): ReadCall<'input'> | null {
  const declaration = declarationNamed('input', 'numbers');
  if (!declaration) return null;
  const args: Record<string, Argument> = {};
  for (const [name, parameter] of Object.entries(declaration.params))
    args[name] = (parameter.default ?? null) as Argument;
  return { declaration, call: { name: 'numbers', args }, whole: true, assigned: new Map() };
}

function flowOf(
  context: CheckContext,
  { columns: columnsNode, type: typeNode }: InputNode,
  { declaration, call, whole }: ReadCall<'input'>,
  sources: Sources,
  opens: MediaType | undefined,
): { readonly flow: Flow | null; readonly fits: boolean } {
  if (!whole || !isCounted({ declaration, call })) return notShaped;
  const width = opens ? declaration.opens!.numbers(call.args as never) : sources.width;
  const applied = typeof width === 'object' ? width : applyInput('x', call, width, rows);
  if (!isMisfit(applied)) return { flow: applied.flow, fits: true };
  // Columns that were not understood are counted wrongly: their number is not worth a second problem.
  if (sources.whole && (opens || !holdsFiles(sources))) {
    const { misfit, remedy, instead } = applied;
    const fixes = typeNode && instead ? replacing(context, typeNode, instead) : [];
    context.report(inputMisfit(context.where(typeNode ?? columnsNode), misfit, remedy, fixes));
  }
  return { flow: declaredFlow(call), fits: false };
}

/** What the type feeds for the number of columns that its own sizes ask for, or for one. */
function declaredFlow(call: Call): Flow | null {
  const sizes = Object.values(call.args).filter((value) => typeof value === 'number');
  const columns = sizes.reduce((product, size) => product * size, 1);
  for (const count of [columns, 1]) {
    const applied = applyInput('x', call, count, rows);
    if (!isMisfit(applied)) return applied.flow;
  }
  return null;
}

/** `category` without a number: as many values as the columns have, where all of them are known. */
function countFromData(read: ReadCall<'input'>, sources: Sources): ReadCall<'input'> {
  const { declaration, call } = read;
  const { counts } = declaration;
  const isKnown = sources.all.every(
    ({ known }) => known.length === sources.width && !known.includes(undefined),
  );
  if (!counts || call.args[counts] !== null || !isKnown) return read;
  let values = 0;
  for (let index = 0; index < sources.width; index += 1) {
    const columns = sources.all.map(({ known }) => known[index]!);
    values += countValues(columns) ?? columns.reduce((sum, column) => sum + mostValues(column), 0);
  }
  return { ...read, call: { ...call, args: { ...call.args, [counts]: Math.max(1, values) } } };
}

/** Estimates may be some percent too low: they leave room for a tenth more. */
const mostValues = ({ distinct, values }: Column): number => (values ? distinct : Math.ceil(distinct * 1.1));

const isCounted = ({ declaration: { counts }, call }: Pick<ReadCall<'input'>, 'declaration' | 'call'>) =>
  !counts || call.args[counts] !== null;

function checkColumnTypes(
  context: CheckContext,
  input: InputNode,
  type: ReadCall<'input'>,
  sources: Sources,
  columns: ReadColumns,
): void {
  const rows = columns.data.schema?.rows ?? 0;
  for (const [index, column] of columns.known.entries()) {
    if (!column) continue;
    const where = context.where(columns.spans[index]!);
    const { reads } = type.declaration;
    const isEmpty = rows > 0 && column.missing === rows;
    // Steps that no row reaches are as good as not there.
    if (isEmpty && reads === 'steps') continue;
    const fixes = (): readonly Fix[] =>
      columns.known.length > 1
        ? droppingColumn(context, sources, columns, index)
        : sources.all.length > 1
          ? []
          : readingAlone(context, input, reads, column, rows);
    const files = filesProblem(where, type.declaration, column, columns.known, {
      usual: fixes,
      alone: () => replacing(context, columns.span, columnText(columns.plan.data, column.name)),
      readAs: (use) => readingAs(context, input, use),
    });
    const problem = isEmpty
      ? columnWithoutValues(where, column.name, fixes())
      : files === undefined
        ? columnProblems[reads](where, column, fixes)
        : files;
    if (problem) context.report(problem);
    else reportCutRecordings(context, input.type, type, column);
    if (!problem && isAlone(columns.spans, index)) reportConstant(context, where, column, 'input', fixes);
  }
}

/** The border of an image is often black in every row, so that columns of a range may well be constant. */
const isAlone = (spans: ReadColumns['spans'], index: number): boolean =>
  spans[index - 1] !== spans[index] && spans[index + 1] !== spans[index];

/** A column alone is read as what it is. */
function readingAlone(
  context: CheckContext,
  { name, columns, type }: InputNode,
  reads: InputDeclaration['reads'],
  column: Column,
  rows: number,
): readonly Fix[] {
  // Whole numbers that were taken for words are most likely names of something.
  const use = usualInput(reads === 'text' && column.type === 'integer' ? { type: 'text' } : column);
  if (column.missing === rows || (use === usualNames.input && type === null)) return [];
  if (!type) return readingAs(context, { columns, type }, use);
  const isOfIds = reads === 'categories' || reads === 'text';
  const layers = isOfIds && use === usualNames.input ? droppingIdLayers(context, name.text, rows) : [];
  return editing(context, text('Change to `{text}`', { text: use }), [
    { from: type.from, to: type.to, newText: use },
    ...layers,
  ]);
}

const readingAs = (
  context: CheckContext,
  { columns, type }: Pick<InputNode, 'columns' | 'type'>,
  use: string,
): readonly Fix[] =>
  type
    ? replacing(context, type, use)
    : inserting(context, { from: columns.to, to: columns.to, newText: ` as ${use}` });

const numbersOnly: ColumnCheck = (where, column, fixes) => numbersProblem(where, column, 'input', fixes);

type ColumnCheck = (where: Where, column: Column, fixes: () => readonly Fix[]) => Problem | null;

const columnProblems: Readonly<Record<InputDeclaration['reads'], ColumnCheck>> = {
  numbers: numbersOnly,
  steps: numbersOnly,
  files: () => null,
  categories: (where, { name, type }, fixes) =>
    type === 'number' ? columnOfFractions(where, name, fixes()) : null,
  text: (where, { name, type }, fixes) => (isNumeric(type) ? columnNotText(where, name, fixes()) : null),
};
