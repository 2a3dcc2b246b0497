/** Mean teacher: networks learn to say what the running means of their parameters say. */
import {
  add,
  constant,
  divide,
  exp,
  minimum,
  multiply,
  softmax,
  square,
  stopGradient,
  subtract,
  sum,
} from '../../graph';
import { meanOf } from '../common/mean-of';
import { meanOverRows } from '../common/mean-over-rows';
import { defineStepCotraining } from '../declaration';
import { integer, number } from '../parameter';

export const meanTeacher = defineStepCotraining({
  name: 'meanTeacher',
  doc:
    'Keeps a running mean of every parameter, θ′ = αθ′ + (1 - α)θ, with which predictions are made, and adds to the loss of each network how far its probabilities ' +
    'are from the mean of what the networks with these parameters say of the same row, w(t) ‖pₖ(x) - p′(x)‖², both seeing it weakly distorted, each in a way of its own. Labels are learned from such rows too. ' +
    'The weight grows over the first epochs, w(t) = w exp(-5 (1 - t/T)²). Each step takes as many unlabelled rows as labelled ones. The loss that is ' +
    'shown includes it.',
  cite: 'Tarvainen and Valpola, Mean teachers are better role models, NeurIPS 2017',
  params: {
    decay: number({
      doc: 'The share of the running mean that stays in a step, α; at first less, so that it forgets how parameters began.',
      default: 0.99,
      min: 0,
      below: 1,
    }),
    weight: number({ doc: 'What the distance counts in the end, w.', default: 1, min: 0 }),
    ramp: integer({ doc: 'Epochs until it counts so much, T.', default: 5, min: 1 }),
  },
  example: 'meanTeacher(decay: 0.99)',
  fits: ['classes', 'binary'],
  least: 1,
  apart: false,
  needsPool: false,
  unlabelled: 1,
  averages: 'decay',
  teach({ weight: w, ramp: T }, now) {
    const students = now.on(now.distort('weak'));
    const teachers = now.on(now.distort('weak'), 'average');
    const target = stopGradient(meanOf(teachers.scores.map((z) => softmax(z))));
    const distance = students.scores.map((z) => sum(square(subtract(softmax(z), target)), [1])).reduce(add);
    const t = minimum(divide(now.epoch, constant(T)), constant(1));
    const w_t = multiply(constant(w), exp(multiply(constant(-5), square(subtract(constant(1), t)))));
    return { losses: students.losses, extra: multiply(w_t, meanOverRows(distance, now.counted)) };
  },
});
