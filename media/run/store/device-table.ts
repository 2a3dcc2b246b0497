/** The devices that were measured for a run that leaves its device open: how fast each is, or why it cannot train. */
import { describeDeviceUse } from '../../../contract/device-use';
import { sentence, t } from '../../shared/translate';
import type { DataTable } from '../../shared/charts/data-table';
import type { RunState } from '../../shared/runs/run-state';

export interface DeviceTable extends DataTable {
  /** Why the run trains where it does. */
  readonly why: string;
}

/** Undefined where there was nothing to choose from: a short run looks no further than the processor. */
export function deviceTable({ start, resume }: RunState): DeviceTable | undefined {
  const tried = start?.choice?.tried ?? [];
  if (!start || tried.length < 2) return undefined;
  const use = describeDeviceUse(start, resume);
  return {
    why: use.why ? sentence(use.why) : '',
    headings: [t('device'), t('steps a second'), t('ms to get ready'), ''],
    rows: tried.map(({ device, step, start: ready, problem }) => [
      device,
      step === undefined ? null : 1000 / step,
      ready ?? null,
      problem ? sentence(problem.message) : device === use.device ? t('trains this run') : '',
    ]),
  };
}
