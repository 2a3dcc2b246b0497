/** The layers that one with braces usually holds. */
import type { Tensor } from '../../../../graph/tensor';
import type { DeclarationOf } from './catalog-names';

/** Where it reads what has the shape of `x`, or those of its example where that is not known. */
export function usualInner(
  { usualInner: innerFor, example }: DeclarationOf<'layer'>,
  x: Pick<Tensor, 'shape'> | undefined,
): readonly string[] {
  if (x && innerFor) return innerFor(x);
  return example
    .slice(example.indexOf('{') + 1, example.lastIndexOf('}'))
    .split(';')
    .map((layer) => layer.trim());
}
