/** What a program reports of its subjects in a step, as sums that can be added up over steps. */
import { lookUp } from '../../../catalog';
import type { Call } from '../../../contract/plan';
import { add, concat, multiply, reshape, sum } from '../../../graph';
import type { Tensor } from '../../../graph/tensor';
import { centreOf, inDataUnit, measured, rowLosses, type Subject } from './subject';

/** Outputs by name: sums of losses [subjects], labelled rows [subjects], sums of all metrics one after the other. */
export interface ReadingOutputs {
  readonly losses: Tensor;
  readonly counts: Tensor;
  readonly metrics?: Tensor;
}

/** How the outputs are read back. */
export interface ReadingLayout {
  readonly subjects: readonly { readonly task: string; readonly network: string | null }[];
  readonly metrics: readonly MetricPlace[];
  /** Length of the output `metrics`. */
  readonly width: number;
}

/** The metric of a subject: where its sums stand, and what becomes of them. */
export interface MetricPlace {
  readonly subject: number;
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** NaN where the metric is not defined. */
  finish(sums: readonly number[]): number;
}

export function buildReadings(subjects: readonly Subject[]): {
  readonly outputs: ReadingOutputs;
  readonly layout: ReadingLayout;
  /** The scalars that `outputs` stacks, by subject. */
  readonly scalars: { readonly losses: readonly Tensor[]; readonly counts: readonly Tensor[] };
} {
  const counts = subjects.map(({ feeds }) => sum(feeds.mask));
  const losses = subjects.map((subject, index) => {
    const { feeds, taught } = subject;
    const own = sum(multiply(rowLosses(subject), feeds.mask));
    // As if it were a loss of each labelled row: without any it is nothing, and sums over steps have the right mean.
    return taught?.extra ? add(own, multiply(taught.extra, counts[index]!)) : own;
  });
  const places: MetricPlace[] = [];
  const sums: Tensor[] = [];
  let start = 0;
  for (const [index, subject] of subjects.entries()) {
    for (const call of subject.task.metrics) {
      const { tensor, finish } = buildMetric(call, subject);
      const end = start + tensor.shape[0]!;
      places.push({ subject: index, name: call.name, start, end, finish });
      sums.push(tensor);
      start = end;
    }
  }
  return {
    scalars: { losses, counts },
    outputs: {
      losses: stack(losses),
      counts: stack(counts),
      ...(sums.length > 0 ? { metrics: concat(sums, 0) } : {}),
    },
    layout: {
      subjects: subjects.map(({ task, network }) => ({ task: task.name, network })),
      metrics: places,
      width: start,
    },
  };
}

/** Scalars as one vector. */
export const stack = (scalars: readonly Tensor[]): Tensor =>
  concat(
    scalars.map((scalar) => reshape(scalar, [1])),
    0,
  );

function buildMetric({ name, args }: Call, subject: Subject) {
  const metric = lookUp('metrics', name);
  if (!metric) throw new Error(`the catalog has no metric ${name}`);
  const tensor = metric.build(args, {
    ...measured(subject),
    original: (values) => inDataUnit(values, subject.rows),
    centre: centreOf(subject.rows),
  });
  return { tensor, finish: (sums: readonly number[]) => metric.finish(args, sums) };
}
