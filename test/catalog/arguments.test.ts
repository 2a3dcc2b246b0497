/** Values against parameters: what is refused, and what is said. */
import { describe, expect, it, test } from 'vitest';
import { catalog } from '../../catalog';
import { checkArgument } from '../../catalog/arguments';
import {
  choice,
  flag,
  integer,
  integers,
  number,
  numbers,
  numbersOr,
  optional,
  type Parameter,
} from '../../catalog/parameter';
import { showCall } from '../../catalog/show-call';
import { signatureOf } from '../../catalog/signature';
import type { Argument } from '../../contract/plan';
import { render } from '../../contract/text';

const doc = 'A parameter.';

describe('checkArgument', () => {
  it.each<[string, Parameter, Argument, string | undefined]>([
    ['a number', number({ doc }), -1.5, undefined],
    ['a bound that is allowed', number({ doc, min: 0, max: 1 }), 1, undefined],
    ['too small', number({ doc, min: 0 }), -1, '-1 is too small. Write a value of at least 0.'],
    ['too large', number({ doc, max: 1 }), 2, '2 is too large. Write a value of at most 1.'],
    ['on an open bound', number({ doc, above: 0 }), 0, '0 is too small. Write a value above 0.'],
    ['on an open upper bound', number({ doc, below: 1 }), 1, '1 is too large. Write a value below 1.'],
    ['infinite', number({ doc }), Infinity, 'Infinity is no finite number. Write a finite number.'],
    [
      'a word for a number',
      number({ doc, default: 0.5 }),
      'much',
      'much does not fit here. Write a number such as 0.5.',
    ],
    [
      'a flag for a number',
      number({ doc, above: 0 }),
      true,
      'true does not fit here. Write a number such as 1.',
    ],
    [
      'a number between bounds',
      number({ doc, min: 0, below: 1 }),
      'x',
      'x does not fit here. Write a number such as 0.5.',
    ],
    ['a whole number', integer({ doc, min: 1 }), 3, undefined],
    ['a broken number', integer({ doc, min: 1 }), 0.2, '0.2 is not a whole number. Write 1, for example.'],
    [
      'more than can be counted',
      integer({ doc, min: 1 }),
      1e20,
      '100000000000000000000 is too large. Write a value of at most 9007199254740991.',
    ],
    [
      'more than the bound',
      integer({ doc, max: 9 }),
      1e20,
      '100000000000000000000 is too large. Write a value of at most 9.',
    ],
    ['zero for a count', integer({ doc, min: 1 }), 0, '0 is too small. Write a value of at least 1.'],
    ['a flag', flag({ doc }), false, undefined],
    ['a number for a flag', flag({ doc }), 1, '1 does not fit here. Write `true` or `false`.'],
    ['a choice', choice(['a', 'b'], { doc }), 'b', undefined],
    ['no choice', choice(['a', 'b'], { doc }), 'c', 'c does not fit here. Write one of a, b.'],
    ['a list', integers({ doc, min: 1 }), [1, 2], undefined],
    [
      'a fault inside a list',
      integers({ doc, min: 1 }),
      [1, 0],
      '0 is too small. Write a value of at least 1.',
    ],
    [
      'a word inside a list',
      numbers({ doc }),
      [1, 'x'],
      'x does not fit here. Write numbers only in this list.',
    ],
    ['no list', integers({ doc }), 1, '1 does not fit here. Write a list of whole numbers such as [1, 2].'],
    ['a word in place of numbers', numbersOr(['learned'], { doc }), 'learned', undefined],
    ['numbers in place of a word', numbersOr(['learned'], { doc }), [0.5, 0.5], undefined],
    [
      'neither',
      numbersOr(['learned'], { doc }),
      'taught',
      'taught does not fit here. Write a list of numbers such as [0.5, 0.5], or one of learned.',
    ],
    ['nothing where it may be left out', optional(integer({ doc })), null, undefined],
    [
      'nothing where it is needed',
      integer({ doc }),
      null,
      'null does not fit here. Write a whole number such as 1.',
    ],
  ])('%s', (_, parameter, value, said) => {
    const fault = checkArgument(parameter, value);
    expect(fault && `${render(fault.misfit)} ${render(fault.remedy)}`).toBe(said);
  });
});

test.each<[string, string]>([
  [signatureOf(catalog.layers.flatten), 'flatten'],
  [signatureOf(catalog.layers.residual), 'residual { … }'],
  [signatureOf(catalog.layers.maxpool), 'maxpool(size: 2, stride?)'],
  [
    signatureOf(catalog.layers.conv),
    'conv(filters, kernel: 3, stride: 1, padding: same, activation: linear)',
  ],
  [signatureOf(catalog.exchanges.features), 'features(weights: learned)'],
])('the signature %s', (shown, wanted) => expect(shown).toBe(wanted));

describe('calls are shown as written, defaults left out', () => {
  const { dense, conv, maxpool, reshape } = catalog.layers;
  it.each<[Parameters<typeof showCall>, string]>([
    [[{ name: 'dense', args: { units: 128, activation: 'relu' } }, dense.params], 'dense(128, relu)'],
    [[{ name: 'dense', args: { units: 128, activation: 'linear' } }, dense.params], 'dense(128)'],
    [
      [
        { name: 'conv', args: { filters: 16, kernel: 5, stride: 1, padding: 'same', activation: 'relu' } },
        conv.params,
      ],
      'conv(16, kernel: 5, activation: relu)',
    ],
    [[{ name: 'maxpool', args: { size: 2, stride: null } }, maxpool.params], 'maxpool'],
    [[{ name: 'maxpool', args: { size: 2, stride: 1 } }, maxpool.params], 'maxpool(stride: 1)'],
    [[{ name: 'reshape', args: { height: 7, width: 7, channels: 16 } }, reshape.params], 'reshape(7, 7, 16)'],
    [
      [{ name: 'features', args: { weights: [0.25, 0.75] } }, catalog.exchanges.features.params],
      'features([0.25, 0.75])',
    ],
  ])('%#', ([shown, params], wanted) => expect(showCall(shown, params)).toBe(wanted));
});
