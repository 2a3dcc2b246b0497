/** The sampling in which data sets take turns, a batch each. */
import { equalParts } from '../common/parts-of-one';
import { defineSampling } from '../declaration';

export const roundRobin = defineSampling({
  name: 'roundRobin',
  doc: 'Takes each batch from one data set, in turns, and so as many rows of each: rows of a small data set come several times an epoch.',
  params: {},
  example: 'roundRobin',
  apart: true,
  shares: (_, rows) => equalParts(rows),
});
