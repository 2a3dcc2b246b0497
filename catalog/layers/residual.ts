/** The layer that adds what goes into other layers to what comes out of them. */
import { add } from '../../graph';
import { text } from '../../contract/text';
import { featureAxis, isImage } from '../common/feature-axis';
import { defineLayer, isMisfit } from '../declaration';
import { shapeOfRow } from '../model/describe-shape';

export const residual = defineLayer({
  name: 'residual',
  doc: 'Adds what goes into the layers in its braces to what comes out of them, so that they learn only the difference.',
  cite: 'He et al., Deep residual learning for image recognition, CVPR 2016',
  params: {},
  example: 'residual { dense(6, relu); dense(6) }',
  wraps: true,
  usualInner: (x) => {
    const features = x.shape[featureAxis(x)]!;
    return isImage(x)
      ? [`conv(${features}, activation: relu)`, `conv(${features})`]
      : [`dense(${features}, relu)`, `dense(${features})`];
  },
  build(_args, [x], _scope, inner) {
    const y = inner!(x!);
    if (isMisfit(y)) return y;
    const [before, after] = [shapeOfRow(x!), shapeOfRow(y)];
    if (before === after) return add(x!, y);
    return {
      misfit: text(
        '`residual` adds what comes out of its layers to what goes in, but makes {after} of {before}.',
        {
          before,
          after,
        },
      ),
      remedy: text('Let its last layer give {before} again.', { before }),
    };
  },
});
