/** The catalogue of problems and of properties holds what reference pages and completion are made of. */
import { expect, test } from 'vitest';
import { render } from '../../contract/text';
import { declarationForms } from '../../server/src/language/grammar/declarations';
import { problemKinds } from '../../server/src/language/problems';
import { parse } from '../../server/src/language/syntax/parser';

test('every problem has a code of its own and a sentence for its page', () => {
  const codes = problemKinds.map(({ code }) => code);
  expect(codes).toEqual([...new Set(codes)].toSorted());
  for (const { code, docs } of problemKinds) {
    expect(code).toMatch(/^MTL[1-5]\d{3}$/);
    expect(docs).toMatch(/^[A-Z].*\.$/);
  }
});

const properties = Object.entries(declarationForms).flatMap(([kind, form]) =>
  Object.entries(form.properties).map(([name, property]) => [`${kind}.${name}`, name, property] as const),
);

test.for(properties)('%s is described, and its example is read', ([, name, { doc, example }]) => {
  expect(doc).toMatch(/^[A-Z].*\.$/s);
  expect(parse(`train {\n${name}: ${example}\n}`).problems.map(({ message }) => render(message))).toEqual([]);
});

test.for(Object.entries(declarationForms))('the form of %s is read', ([kind, { form }]) => {
  const [declaration] = parse(form.replace('…', '').replace('[…]', '[a]')).file.declarations;
  expect(declaration?.kind).toBe(kind);
});
