/** Where a name was declared, and where it is used. `<|>` marks the cursor. */
import { expect, test } from 'vitest';
import { noSchemas } from '../../contract/schema';
import { analyse } from '../../server/src/language/analyse';
import { definitionAt } from '../../server/src/language/resolve/find-definition';

const source = `let width = 64
data d { source: "t.csv" }
input x = d[p0..p9]
shared trunk(x) { dense(width, relu) }
network left(trunk) { dense(width) }
network right(trunk) { dense(3) }
task t(left, right) { predict: d.label as classes(10) }
cotrain left <-> right { task: t }
train { stop: plateau(t.accuracy, patience: 3) }
sweep { width: [1, 2] }
`;

test.for([
  ['(<|>width, relu)', 'width', 3],
  ['let <|>width', 'width', 3],
  ['d[<|>p0', '', 0],
  ['input x = d<|>[', 'd', 2],
  ['predict: <|>d.label', 'd', 2],
  ['trunk(<|>x)', 'x', 1],
  ['left(tru<|>nk)', 'trunk', 2],
  ['cotrain left<|> <->', 'left', 2],
  ['<-> <|>right', 'right', 2],
  ['task: <|>t }', 't', 2],
  ['plateau(<|>t.accuracy', 't', 2],
  ['sweep { <|>width', 'width', 3],
  ['width, <|>relu', '', 0],
] as const)('%s', ([marked, name, uses]) => {
  const offset = source.indexOf(marked.replace('<|>', '')) + marked.indexOf('<|>');
  const analysis = analyse({ uri: '', directory: '', text: source }, noSchemas);
  const symbol = definitionAt(analysis, offset);
  expect(symbol?.name ?? '').toBe(name);
  expect(symbol ? analysis.references.to(symbol).length : 0).toBe(uses);
});
