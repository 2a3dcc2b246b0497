/** Renaming: every use changes with the declaration, and nothing else changes its meaning. */
import { expect, test } from 'vitest';
import { noSchemas } from '../../contract/schema';
import { render } from '../../contract/text';
import { analyse } from '../../server/src/language/analyse';
import { renamableAt, rename } from '../../server/src/language/resolve/rename';

const source = `let width = 64
data d { source: "t.csv" }
input x = d[p0..p9]
shared trunk(x) { dense(width, relu); dense(9, sigmoid) }
task t(trunk) { predict: d.label as classes(10) }
train { stop: plateau(t.accuracy, patience: 3); optimizer: adam }
sweep { width: [1, 2] }
`;
const analysis = analyse({ uri: '', directory: '', text: source }, noSchemas);

function renamed(name: string, newName: string): string {
  const answer = rename(analysis, analysis.symbols.find(name)!, newName);
  if ('refusal' in answer) return render(answer.refusal);
  return answer.places.reduceRight(
    (text, { from, to }) => text.slice(0, from) + newName + text.slice(to),
    source,
  );
}

test.for([
  ['width', 'units', ['let units', 'dense(units, relu)', 'sweep { units:']],
  ['d', 'digits', ['data digits {', '= digits[p0..p9]', 'predict: digits.label']],
  ['t', 'digit', ['task digit(', 'plateau(digit.accuracy']],
  ['trunk', 'data', ['shared data(x)', 'task t(data)']],
  ['x', '像素', ['input 像素 =', 'trunk(像素)']],
  ['x', 'x', [source]],
] as const)('%s becomes %s', ([name, newName, parts]) => {
  const text = renamed(name, newName);
  for (const part of parts) expect(text).toContain(part);
  const back = analyse({ uri: '', directory: '', text }, noSchemas);
  expect(back.references.all.map(({ symbol }) => symbol?.kind)).toEqual(
    analysis.references.all.map(({ symbol }) => symbol?.kind),
  );
});

test.for([
  ['x', 'trunk', '`trunk` is declared already, as `shared`.'],
  ['x', '1x', '`1x` is not a name'],
  ['x', 'two words', '`two words` is not a name'],
  ['x', '', '`` is not a name'],
  ['x', 'x.y', '`x.y` is not a name'],
  ['width', 'true', '`true` is a word of the language.'],
  ['width', 'relu', '`relu` means something else in this file.'],
  ['width', 'adam', '`adam` means something else in this file.'],
] as const)('%s cannot become %s', ([name, newName, refusal]) => {
  expect(renamed(name, newName)).toContain(refusal);
});

test.for([
  ['the first', 'task a(trunk) {}\ntask kind(trunk) {}\ntrain { stop: plateau(a.loss) }\n'],
  ['the second', 'task kind(trunk) {}\ntask a(trunk) {}\ntrain { stop: plateau(kind.loss) }\n'],
] as const)('of two with one name %s can have another', ([which, expected]) => {
  const text = 'task kind(trunk) {}\ntask kind(trunk) {}\ntrain { stop: plateau(kind.loss) }\n';
  const twice = analyse({ uri: '', directory: '', text }, noSchemas);
  const offset = which === 'the first' ? text.indexOf('kind') : text.lastIndexOf('kind(');
  const answer = rename(twice, renamableAt(twice, offset)!, 'a');
  const places = 'places' in answer ? answer.places : [];
  expect(places.reduceRight((now, { from, to }) => `${now.slice(0, from)}a${now.slice(to)}`, text)).toBe(
    expected,
  );
});
