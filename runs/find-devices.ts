/** Asks the trainer what this machine can train on. */
import { execFile } from 'node:child_process';
import { parseDeviceReport, type DeviceReport } from '../contract/device-report';
import type { Outcome } from '../contract/problem';
import { trainerNotStarted } from './problems';
import type { TrainerCommand } from './spawn-trainer';
import { trainerEnvironment } from './trainer-environment';

/** One report for each device that the language knows, in the order of its table. */
export function findDevices({
  trainerFile,
  execPath = process.execPath,
}: Pick<TrainerCommand, 'trainerFile' | 'execPath'>): Promise<Outcome<readonly DeviceReport[]>> {
  return new Promise((resolve) => {
    const env = trainerEnvironment(process.env, 'stop');
    execFile(execPath, [trainerFile, '--devices'], { env, windowsHide: true }, (error, stdout) => {
      if (error) return resolve({ problems: [trainerNotStarted(error.message.trim())] });
      const reports = stdout.split('\n').flatMap((line) => parseLine(line) ?? []);
      resolve({ value: reports, problems: [] });
    });
  });
}

function parseLine(line: string): DeviceReport | undefined {
  try {
    return parseDeviceReport(JSON.parse(line));
  } catch {
    return undefined;
  }
}
