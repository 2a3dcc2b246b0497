/** Layers that networks are to have in common: where they part, and what is shared by none. */
import { describe, expect, test } from 'vitest';
import { remark } from './support/marked-problems';

const inputs = `
data d { source: "t.csv" }
input x = d.x
input z = d.y
input wide = d[f0..f9]
input pixels = d[p0..p63] as image(8, 8)`;

const taught = (share: string, networks = 'a <-> b', method = 'mutual'): string => `
task t(${networks.replaceAll(' <->', ',')}) { predict: d.ill as binary }
cotrain ${networks} { task: t; method: ${method}; share: ${share} }`;

describe('they are shared', () => {
  test.for([
    [
      'by networks on inputs of the same shape',
      'network a(x) { dense(4); dense(3) }\nnetwork b(z) { dense(4) }',
      1,
    ],
    [
      'by what is written in other words',
      'network a(x) { dense(4, activation: linear) }\nnetwork b(z) { dense(4) }',
      1,
    ],
    [
      'with what they wrap as one',
      'network a(x) { residual { dense(1); dense(1) }; dense(2) }\nnetwork b(z) { residual { dense(1); dense(1) }; dense(2) }',
      2,
    ],
  ] as const)('%s', ([, networks, first]) => {
    const source = `${inputs.split('\ninput wide')[0]!}\n${networks}${taught(`parameters(first: ${first})`)}`;
    expect(remark(source)).toBe(source);
  });
});

describe('they cannot be shared', () => {
  test.for([
    [
      'where they are not alike, each said of its own',
      `
network a(x) { dense(4); dense(3); dense(2) }
network b(z) { dense(5); dense(3); dense(9) }
               ^^^^^^^^ MTL4011: \`dense(5)\` is to share its parameters with \`dense(4)\` of \`a\`, which is not alike. Write the same layer in both networks, or share fewer layers.
                                   ^^^^^^^^ MTL4011: \`dense(9)\` is to share its parameters with \`dense(2)\` of \`a\`, which is not alike. Write the same layer in both networks, or share fewer layers.`,
      taught('parameters(first: 3)'),
    ],
    [
      'where they hold others',
      `
network a(x) { residual { dense(1); dense(1) } }
network b(z) { residual { dense(2); dense(1) } }
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MTL4011: \`residual { dense(2); dense(1) }\` is to share its parameters with \`residual { dense(1); dense(1) }\` of \`a\`, which is not alike. Write the same layer in both networks, or share fewer layers.`,
      taught('parameters(first: 1)'),
    ],
    [
      'by networks that read other shapes',
      `
network a(x) { dense(4) }
network b(wide) { dense(4) }
                  ^^^^^^^^ MTL4012: \`dense(4)\` reads 10 in \`b\` and 1 in \`a\`, so that the two cannot share it. Let both networks stand on what has the same shape, such as a block of each that brings it there.
network c(x, z) { concat; dense(2) }
                  ^^^^^^ MTL4011: \`concat\` is to share its parameters with \`dense(4)\` of \`a\`, which is not alike. Write the same layer in both networks, or share fewer layers.`,
      taught('parameters(first: 1)', 'a <-> b <-> c'),
    ],
    [
      'by networks that have none',
      `
network a(x) { dense(4) }
network b(z) { }`,
      taught('parameters(first: 1)').replace(
        'share: parameters(first: 1) }',
        'share: parameters(first: 1) }\n                                                                    ^ MTL3043: `b` has 0 layers, and 1 is to be shared. Give the network layers, or leave `share` out.',
      ),
    ],
  ] as const)('%s', ([, networks, pair]) => {
    const used = inputs
      .split('\n')
      .filter((line) => !line.startsWith('input') || networks.includes(line.split(' ')[1]!))
      .join('\n');
    const source = `${used}${networks}${pair}`;
    expect(remark(source)).toBe(source);
  });
});
