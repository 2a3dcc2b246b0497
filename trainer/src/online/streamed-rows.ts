/** The first rows of a stream, of which nobody knows which labels later ones have. */
import type { LabelPattern } from '../rows/label-patterns';
import type { RowStore } from '../rows/row-store';

export class StreamedRows implements RowStore {
  readonly rowsIn = 'disk';
  readonly count: number;
  readonly sets: RowStore['sets'];
  readonly inputs: RowStore['inputs'];
  readonly tasks: RowStore['tasks'];
  readonly patterns: RowStore['patterns'];
  readonly walkEpochs: RowStore['walkEpochs'];
  readonly walkPart: RowStore['walkPart'];
  readonly close: RowStore['close'];

  constructor(first: RowStore) {
    this.count = first.count;
    this.sets = first.sets;
    this.inputs = first.inputs;
    this.tasks = first.tasks;
    this.walkEpochs = (range) => first.walkEpochs(range);
    this.walkPart = (part) => first.walkPart(part);
    this.close = () => first.close();
    // A row may come with a label of any task alone, so that a batch may lack those of all others.
    const train = [...first.patterns.train, ...this.tasks.map((_, own) => onlyOf(own, this.tasks.length))];
    this.patterns = { ...first.patterns, train };
  }
}

const onlyOf = (own: number, tasks: number): LabelPattern => ({
  labelled: Array.from({ length: tasks }, (_, task) => task === own),
  rows: 0,
});
