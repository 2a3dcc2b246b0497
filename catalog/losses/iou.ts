/** The loss of rectangles that do not overlap as they should. */
import { add, constant, divide, maximum, negate, relu, reshape, slice, subtract, sum } from '../../graph';
import { anchorParameter, boxOf, overlap } from '../common/boxes';
import { defineLoss } from '../declaration';

/** Keeps quotients of empty rectangles finite: areas are at least this. */
const NOTHING = 1e-12;

export const iou = defineLoss({
  name: 'iou',
  doc:
    'One minus the generalised intersection over union of two rectangles, which also tells apart rectangles that do not ' +
    'touch. Sizes below zero are drawn back to zero. It needs rectangles in the unit of the data: `box(scale: none)`.',
  cite: 'Rezatofighi et al., Generalized intersection over union, CVPR 2019',
  params: { anchor: anchorParameter },
  example: 'iou',
  fits: ['box'],
  // Standardised numbers have no areas: a width of -1 may well be a wide rectangle.
  requires: { scale: 'none' },
  build({ anchor }, output, label) {
    const { shared, covered, enclosing } = overlap(boxOf(output, anchor), boxOf(label, anchor));
    const quotient = divide(shared, maximum(covered, constant(NOTHING)));
    const empty = divide(subtract(enclosing, covered), maximum(enclosing, constant(NOTHING)));
    const generalised = reshape(subtract(quotient, empty), [output.shape[0]!]);
    // A size that fell below zero has no area and so no gradient of its own: a straight slope brings it back.
    const below = sum(relu(negate(slice(output, 1, 2, 4))), [1]);
    return add(subtract(constant(1), generalised), below);
  },
});
