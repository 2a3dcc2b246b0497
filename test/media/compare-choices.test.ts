/** How a person wants to see the curves, as it is kept over a reload. */
import { expect, it } from 'vitest';
import { readChoices, savedChoices } from '../../media/compare/choices';

it('choices are kept, and what is not understood is as at first', () => {
  const chosen = readChoices({
    along: 'time',
    smooth: false,
    logarithmic: true,
    parts: ['train'],
    hidden: ['/runs/1', 3],
    span: { from: 2, to: 4 },
  });
  expect(chosen).toMatchObject({
    along: 'time',
    smooth: false,
    logarithmic: true,
    span: { from: 2, to: 4 },
  });
  expect(readChoices(JSON.parse(JSON.stringify(savedChoices(chosen))))).toEqual(chosen);
  expect([...chosen.hidden]).toEqual(['/runs/1']);
  const first = readChoices(undefined);
  expect(readChoices({ along: 'z', parts: ['test'], hidden: 'x' })).toEqual(first);
  expect(readChoices(7)).toEqual(first);
  const odd = [{ from: 4, to: 2 }, { from: '1', to: 2 }, 3];
  for (const span of odd) expect(readChoices({ span })).toEqual(first);
});
