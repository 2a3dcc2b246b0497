/** The layer that makes vectors of words and categories. */
import { gather } from '../../graph';
import { text } from '../../contract/text';
import { trueSteps } from '../common/true-steps';
import { defineLayer } from '../declaration';
import { shapeOfRow } from '../model/describe-shape';
import { integer, optional } from '../parameter';

export const embedding = defineLayer({
  name: 'embedding',
  doc:
    'Looks up a trained vector for each word of a text or each category of a column, which makes a sequence of vectors. What ' +
    'fills a text up is zero and is not trained.',
  cite: 'Bengio et al., A neural probabilistic language model, JMLR 3, 2003',
  params: {
    size: optional(
      integer({
        doc: 'How many numbers a vector has; when left out, as many as suit n words or categories: 1.6 times n to the power of 0.56, at most 600.',
        min: 1,
      }),
    ),
  },
  example: 'embedding(16)',
  reads: 'ids',
  build({ size }, [ids], scope) {
    const { vocabulary } = scope;
    if (vocabulary === undefined) {
      return {
        misfit: text('`embedding` looks up vectors of words or categories, but gets numbers of {shape}.', {
          shape: shapeOfRow(ids!),
        }),
        remedy: text('Read the column `as tokens` or `as category`, or use `dense` for numbers.'),
      };
    }
    const width = size ?? suitableSize(vocabulary);
    // Of all that could go in, one id at a time does.
    const initial = { kind: 'glorotUniform', fanIn: 1, fanOut: width } as const;
    const vectors = scope.parameter('vectors', [vocabulary, width], initial);
    return trueSteps(gather(vectors, ids!, 0), scope);
  },
});

/** The rule of thumb of Howard & Gugger, fastai: a layered API for deep learning, Information 11(2), 2020. */
const suitableSize = (vocabulary: number): number => Math.min(600, Math.round(1.6 * vocabulary ** 0.56));
