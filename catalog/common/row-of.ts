/** What a block reads as one row of numbers, for gates that go by it. */
import { concat } from '../../graph';
import type { Tensor } from '../../graph/tensor';
import { text } from '../../contract/text';
import { allFit, isMisfit, type Misfit, type Scope } from '../declaration';
import { flatten } from '../layers/flatten';
import { globalAveragePool } from '../layers/global-average-pool';
import { scopeFor } from '../model/flow';
import type { Reading } from '../shared-block';
import { isImage } from './feature-axis';

/** Images are flattened, sequences averaged over their true steps, several inputs put side by side: [rows, features]. */
export function rowOf(sharing: string, reading: Reading, scope: Scope): Tensor | Misfit {
  if (reading.some(({ vocabulary }) => vocabulary !== undefined)) return unembedded(sharing);
  const rows = allFit(
    reading.map((flow): Tensor | Misfit => {
      const { tensor } = flow;
      if (tensor.shape.length === 2) return tensor;
      const layer = isImage(tensor) ? flatten : globalAveragePool;
      return layer.build({}, [tensor], scopeFor([flow], scope));
    }),
  );
  return isMisfit(rows) || rows.length > 1 ? joined(rows) : rows[0]!;
}

const joined = (rows: readonly Tensor[] | Misfit): Tensor | Misfit =>
  isMisfit(rows) ? rows : concat(rows, 1);

const unembedded = (name: string): Misfit => ({
  misfit: text('The gates of `{name}` go by numbers, but the block reads words or categories.', { name }),
  remedy: text('Give `embedding` a shared block of its own, and let this one stand on it.'),
});
