/** `data` declarations: source, query, split, and the schema that they lead to. */
import type { DataPlan } from '../../../../contract/plan';
import type { SchemaAnswer, TableSchema } from '../../../../contract/schema';
import { text } from '../../../../contract/text';
import { valueOfOtherForm } from '../problems/values';
import type { DeclaredSymbol } from '../resolve/symbols';
import type { BlockDeclaration, Value } from '../syntax/nodes';
import type { CheckContext } from './context';
import type { Move } from './move';
import { readEntries } from './properties';
import type { Check } from './recall';
import { readFlag, readNumber, readText } from './read-property';
import { readSourceForm, type ReadSource } from './source-form';
import { readOwnColumn, readSplit } from './split';
import { writeString } from '../syntax/string-literal';
import { replacing } from './repairs';

export interface CheckedData {
  readonly symbol: DeclaredSymbol;
  readonly plan: DataPlan | null;
  /** Null while it is being read, and when it cannot be read. */
  readonly schema: TableSchema | null;
  readonly state: SchemaAnswer['state'];
  /** The rows that are read, and how they fall into parts, wherever that is written. */
  readonly rows: Pick<DataPlan, 'source' | 'form' | 'query' | 'split' | 'seed'> | null;
}

export const dataCheck = (context: CheckContext): Check<DeclaredSymbol, CheckedData> => ({
  find: checkData,
  meaning: (found) => describeData(context, found),
  move: movedData,
});

/** The same data set where it stands now. Findings above it are kept with it, so it must not hold on to the text that it stands in. */
const movedData = (symbol: DeclaredSymbol, { plan, ...found }: CheckedData, move: Move): CheckedData => ({
  ...found,
  symbol,
  plan: move.plan(plan),
});

function checkData(context: CheckContext, symbol: DeclaredSymbol): CheckedData {
  const declaration = symbol.declaration as BlockDeclaration<'data'>;
  const { properties } = readEntries(context, declaration, {
    // Most files are called like what is made of them.
    source: () => (declaration.name ? writeString(`${declaration.name.text}.csv`) : null),
  });
  const sourceValue = properties.get('source')?.value;
  const source = sourceValue ? readSource(context, sourceValue) : null;
  const query = properties.has('query') ? readText(context, properties.get('query')!.value) : null;
  const queryIsRead = query !== null || !properties.has('query');

  const follow = readFlag(context, 'data', 'follow', properties.get('follow')?.value);
  const followed = follow ? { follow } : {};
  let answer: SchemaAnswer | null = null;
  if (source && queryIsRead) {
    answer = context.schema({ directory: context.directory, ...source, query, ...followed });
    if (answer.state === 'failed') context.report({ ...answer.problem, ...context.where(sourceValue!) });
  }
  const schema = answer?.state === 'known' ? answer.schema : null;
  const split = readSplit(context, symbol.nameNode, properties, schema);
  const seed = readNumber(context, 'data', 'seed', properties.get('seed')?.value);
  const client = readOwnColumn(context, symbol.name, properties.get('client'), schema);
  const rows = source && queryIsRead && split && seed !== null ? { ...source, query, split, seed } : null;
  const more = { ...followed, ...(client === null ? {} : { client }) };
  const plan =
    rows && follow !== null ? { name: symbol.name, ...rows, ...more, ...context.at(declaration) } : null;
  return { symbol, plan, schema, state: answer?.state ?? 'failed', rows };
}

/** All that checks read of a data set beside its name, in words. */
export const describeData = ({ memory }: CheckContext, { state, schema, rows }: CheckedData): string =>
  `${state} ${memory?.numberOf(schema)} ${rows ? (rows.form?.kind ?? '') : 'unread'}`;

/** One file or a list of them. Calls such as `images(…)` read files instead of a table. */
function readSource(context: CheckContext, value: Value): ReadSource | null {
  const resolved = context.resolve(value);
  if (!resolved) return null;
  if (resolved.kind === 'call') return readSourceForm(context, value);
  const items = resolved.kind === 'list' ? resolved.items.map((item) => context.resolve(item)) : [resolved];
  const names = items.map((item) =>
    item?.kind === 'string' && item.value.trim() !== '' ? item.value : null,
  );
  if (names.length > 0 && names.every((name) => name !== null)) return { source: names };
  const remedy = text('Write it in double quotes, such as "digits.csv", or write a list of them.');
  const bare = resolved.kind === 'list' ? null : context.written(resolved);
  const fixes = bare === null || bare === '""' ? [] : replacing(context, resolved, writeString(bare));
  context.report(
    valueOfOtherForm(context.where(value), text('The name of a file is expected here.'), remedy, fixes),
  );
  return null;
}
