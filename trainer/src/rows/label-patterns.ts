/** Counts which labels rows have: how many rows have labels of which tasks. A few numbers stand for millions of rows. */
import type { TaskLabels } from './training-rows';

export interface LabelPattern {
  /** By task, in the order of the plan. */
  readonly labelled: readonly boolean[];
  readonly rows: number;
}

export interface PatternCounts {
  /** `row` numbers a row of `tasks`, which are those of every row that is added. */
  add(tasks: readonly TaskLabels[], row: number): void;
  patterns(): readonly LabelPattern[];
}

/** Patterns are counted along a tree with a branch for each answer: has the row a label of the first task, of the second, and so on. */
export function createPatternCounts(): PatternCounts {
  const branches: number[] = [];
  const rows = new Map<number, { readonly labelled: readonly boolean[]; rows: number }>();
  let nodes = 1;
  return {
    add(tasks, row) {
      let node = 0;
      for (const { mask } of tasks) {
        const branch = 2 * node + mask[row]!;
        node = branches[branch] ??= nodes++;
      }
      const known = rows.get(node);
      if (known) known.rows += 1;
      else rows.set(node, { labelled: tasks.map(({ mask }) => mask[row] === 1), rows: 1 });
    },
    patterns: () => [...rows.values()],
  };
}

export function patternsOf(rows: Int32Array, tasks: readonly TaskLabels[]): readonly LabelPattern[] {
  const counts = createPatternCounts();
  for (const row of rows) counts.add(tasks, row);
  return counts.patterns();
}

export const countRows = (patterns: readonly LabelPattern[]): number => sum(patterns);

/** Rows with a label of the task of this number. */
export const countLabelled = (patterns: readonly LabelPattern[], task: number): number =>
  sum(patterns.filter(({ labelled }) => labelled[task]));

/** Rows with a label of at least one task, which can be learned from. */
export const countLearnable = (patterns: readonly LabelPattern[]): number =>
  sum(patterns.filter(({ labelled }) => labelled.includes(true)));

const sum = (patterns: readonly LabelPattern[]): number =>
  patterns.reduce((total, { rows }) => total + rows, 0);
