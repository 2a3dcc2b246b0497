/** Which `.mtl` files are Wavefront materials, told by the same rule in the extension and in the language. */
import { expect, test } from 'vitest';
import { isWavefrontMaterial } from '../../client/src/infrastructure/is-wavefront-material';
import { parse } from '../../server/src/language/syntax/parser';

const cases: readonly (readonly [string, boolean])[] = [
  ['newmtl Material\nKd 0.8 0.8 0.8\n', true],
  ['# Blender 4.2 MTL File\r\n\r\nnewmtl Material', true],
  ['\uFEFF  \n\tnewmtl x', true],
  ['', false],
  ['newmtls', false],
  ['// newmtl\ndata d { source: "x.csv" }', false],
  ['data newmtl { source: "x.csv" }\nnewmtl', false],
];

test.each(cases)('%j', (content, expected) => {
  expect(isWavefrontMaterial(content)).toBe(expected);
  expect(parse(content).unread).toBe(expected);
});
