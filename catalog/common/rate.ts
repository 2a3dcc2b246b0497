/** The learning rate, which every optimizer has. */
import { number, type Parameter } from '../parameter';

export const rateParameter = (value: number): Parameter<number> =>
  number({ doc: 'How far a step goes: the learning rate.', default: value, above: 0 });
