/** Where a run trains and why, in words: for the terminal, the panel and the report. */
import type { DeviceChoice, ResumeEvent, StartEvent } from './run-log';
import { text, type Text } from './text';

export interface DeviceUse {
  readonly device: string;
  /** Undefined where the log does not tell. */
  readonly why: Text | undefined;
}

/** `resume` is the last one of the log. */
export function describeDeviceUse(start: StartEvent, resume?: ResumeEvent): DeviceUse {
  const { device, choice } = start;
  return resume?.device !== undefined && resume.device !== device
    ? { device: resume.device, why: text('{device} failed, and the run went on', { device }) }
    : { device, why: choice && explainChoice(choice) };
}

function explainChoice({ from, tried }: DeviceChoice): Text {
  switch (from) {
    case 'experiment':
      return text('named by the experiment');
    case 'fallback':
      return text('the device of the experiment failed');
    case 'memory':
      return text('device: auto, as measured in an earlier run');
    case 'measurement':
      return tried.length > 1
        ? text('device: auto, by the times that were measured')
        : text('device: auto, which looks no further for a run as short as this one');
  }
}
