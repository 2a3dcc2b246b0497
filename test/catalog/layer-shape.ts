/** What a layer makes of the shape of a row, or what it says about it. */
import { isMisfit, type Misfit, type Scope } from '../../catalog/declaration';
import { applyLayer } from '../../catalog/model/apply-layer';
import { render } from '../../contract/text';
import { feed, type Shape } from '../../graph';
import { call } from './plans';

export const scope: Scope = {
  training: true,
  parameter: (name, shape) => feed(name, shape),
  random: (name, shape) => feed(name, shape),
  statistic: (name, shape) => ({ value: feed(name, shape), follow: () => {} }),
  counted: () => feed('counted', [2]),
};

export const said = ({ misfit, remedy, insert }: Misfit) =>
  `${render(misfit)} ${render(remedy)}${insert === undefined ? '' : ` [${insert}]`}`;

/** Shapes are those of a row, channels first; in place of one, what is said. */
export function layerShape(written: string, inputs: readonly Shape[]): Shape | string {
  const tensors = inputs.map((shape, i) => feed(`x${i}`, [2, ...shape]));
  const made = applyLayer(call('layers', written), tensors, scope);
  return isMisfit(made) ? said(made) : made.shape.slice(1);
}
