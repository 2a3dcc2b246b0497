/** `sweep`: the values of each factor, seeds, and what combinations are compared with. */
import { runsOf, type SweepDesign, type SweepFactor } from '../../../../contract/sweep';
import { nearestName } from '../../../../contract/nearest-name';
import { text } from '../../../../contract/text';
import { prependEntry } from '../edits/inserting';
import { declarationForms } from '../grammar/declarations';
import { entryOf } from '../grammar/entry-of';
import {
  baselineOfOne,
  factorUnknown,
  levelsMissing,
  levelTwice,
  sweepOfNothing,
  sweepTooLarge,
} from '../problems/sweeps';
import { valueOfOtherForm } from '../problems/values';
import {
  isMissing,
  type BlockDeclaration,
  type LetNode,
  type PropertyNode,
  type Value,
} from '../syntax/nodes';
import type { CheckContext } from './context';
import { readEntries } from './properties';
import { readLanguageCall } from './read-language-call';
import { droppingEntry, droppingItem, inserting, renaming, replacing } from './repairs';

/** A person who asks for more has made a mistake; a folder of runs still opens at this size. */
const mostRuns = 1000;

/** What of the rest of the file a sweep is checked against. */
export interface Swept {
  /** Looks at a value as if it stood in `train`, and reports what is wrong with it there. */
  checkInTrain(name: string, value: Value): void;
  /** Whether tasks learn from each other, or networks do. */
  readonly shares: boolean;
}

/** Null where a part of it was not understood. */
export function checkSweep(
  context: CheckContext,
  declaration: BlockDeclaration<'sweep'>,
  { checkInTrain, shares }: Swept,
): SweepDesign | null {
  const { properties } = readEntries(context, declaration);
  const factors: SweepFactor[] = [];
  let seeds: readonly string[] = [];
  let baseline: SweepDesign['baseline'] = null;
  let isWhole = true;
  for (const [name, entry] of properties) {
    if (name === 'baseline' && !isConstant(context, name)) {
      baseline = readLanguageCall(context, 'sweep', name, entry.value) ? 'singleTask' : null;
      isWhole &&= baseline !== null;
      if (baseline && !shares)
        context.report(baselineOfOne(context.where(entry), droppingEntry(context, entry)));
      continue;
    }
    const values = isFactor(context, entry) ? readLevels(context, entry, checkInTrain) : null;
    if (!values) isWhole = false;
    else if (name === 'seed') seeds = values;
    else factors.push({ name, values });
  }
  const design: SweepDesign = { factors, seeds, baseline };
  if (!isWhole) return null;
  if (properties.size === 0) {
    const entry = 'seed: 1..5';
    const edit = prependEntry(context.tree, declaration, declaration.block, entry);
    context.report(sweepOfNothing(context.where(declaration.keyword), inserting(context, edit, entry)));
  }
  const runs = runsOf(design);
  if (runs <= mostRuns) return design;
  const longest = [...properties.values()].toSorted((a, b) => b.to - b.from - (a.to - a.from))[0]!;
  context.report(
    sweepTooLarge(context.where(declaration.keyword), runs, mostRuns, droppingEntry(context, longest)),
  );
  return null;
}

const isConstant = ({ symbols }: CheckContext, name: string): boolean => symbols.find(name)?.kind === 'let';

/** A constant, or a property of `train`; anything else is reported. */
function isFactor(context: CheckContext, { name: node }: PropertyNode): boolean {
  const { text: name } = node;
  if (isMissing(node)) return false;
  if (isConstant(context, name) || entryOf(declarationForms.sweep.properties, name)) return true;
  const constants = context.symbols.ofKind('let').map((symbol) => symbol.name);
  const known = [...constants, ...Object.keys(declarationForms.sweep.properties)];
  const nearest = nearestName(name, known);
  const fixes = nearest ? renaming(context, node, nearest) : [];
  context.report(factorUnknown(context.where(node), name, nearest, known, fixes));
  return false;
}

/** The values as they are written, each once; null where they were reported. */
function readLevels(
  context: CheckContext,
  { name: { text: name }, value }: PropertyNode,
  checkInTrain: Swept['checkInTrain'],
): readonly string[] | null {
  if (value.kind === 'missing') return null;
  if (value.kind === 'range') return readRange(context, name, value, checkInTrain);
  const items = value.kind === 'list' ? value.items : [value];
  const levels = new Set<string>();
  let isWhole = true;
  for (const item of items) {
    if (item.kind === 'missing') {
      isWhole = false;
      continue;
    }
    const written = context.written(item);
    if (levels.has(written))
      context.report(levelTwice(context.where(item), written, name, droppingItem(context, item)));
    levels.add(written);
    isWhole = checkLevel(context, name, item, checkInTrain) && isWhole;
  }
  if (items.length === 0) {
    const misfit = text('`{name}` has no values.', { name });
    const example = exampleOf(context, name);
    context.report(levelsMissing(context.where(value), misfit, example, replacing(context, value, example)));
  }
  return isWhole && items.length > 0 ? [...levels] : null;
}

/** `1..5` are the whole numbers from 1 to 5. */
function readRange(
  context: CheckContext,
  name: string,
  range: Extract<Value, { kind: 'range' }>,
  checkInTrain: Swept['checkInTrain'],
): readonly string[] | null {
  const ends = [range.first, range.last];
  if (ends.some(({ kind }) => kind === 'missing')) return null;
  const [first, last] = ends.map((end) => (end.kind === 'number' && !end.percent ? end.value : Number.NaN));
  const isRange = Number.isSafeInteger(first) && Number.isSafeInteger(last) && first! <= last!;
  if (!isRange || last! - first! >= mostRuns) {
    const misfit = isRange
      ? text('`{name}` has more values than a sweep may have runs, which is {most}.', {
          name,
          most: mostRuns,
        })
      : text('A range goes from a whole number to one that is not smaller.');
    const example = exampleOf(context, name);
    const turned = Number.isSafeInteger(first) && Number.isSafeInteger(last) && first! > last!;
    const fixes = turned ? replacing(context, range, `${last}..${first}`) : [];
    context.report(levelsMissing(context.where(range), misfit, example, fixes));
    return null;
  }
  if (!ends.map((end) => checkLevel(context, name, end, checkInTrain)).every(Boolean)) return null;
  return Array.from({ length: last! - first! + 1 }, (_, i) => String(first! + i));
}

/** A property of `train` is looked at as `train` would; a constant may become what has the same form as its value. */
function checkLevel(
  context: CheckContext,
  name: string,
  level: Value,
  checkInTrain: Swept['checkInTrain'],
): boolean {
  if (!isConstant(context, name)) {
    const before = context.problems.filter(isError).length;
    checkInTrain(name, level);
    return context.problems.filter(isError).length === before;
  }
  const declared = context.resolve((context.symbols.find(name)!.declaration as LetNode).value);
  const resolved = context.resolve(level);
  if (!declared || !resolved) return false;
  if (formOf(declared) === formOf(resolved)) return true;
  const like = context.written(declared);
  const message = text('`{name}` is `{like}` in the file, and has another form here.', { name, like });
  const remedy = text('Write a value of the same form.');
  context.report(valueOfOtherForm(context.where(level), message, remedy));
  return false;
}

const isError = ({ severity }: { readonly severity: string }): boolean => severity === 'error';

/** A call without arguments may be written as a word. */
const formOf = ({ kind }: Value): Value['kind'] => (kind === 'call' ? 'word' : kind);

/** Two values: that of the file, and that of the form where it is another one. */
function exampleOf(context: CheckContext, name: string): string {
  const symbol = context.symbols.find(name);
  if (symbol?.kind === 'let') return `[${context.written((symbol.declaration as LetNode).value)}]`;
  return entryOf(declarationForms.sweep.properties, name)?.example ?? '[1, 2]';
}
