/** `MTL: Show Devices`: what this machine can train on, and why the other devices are missing. */
import { ProgressLocation, window, type QuickPickItem } from 'vscode';
import { isPresent, type DeviceReport } from '../../../../contract/device-report';
import { devices } from '../../../../contract/devices';
import { text } from '../../../../contract/text';
import { localise, localiseProblem } from '../../infrastructure/localise';
import type { Runs } from '../../infrastructure/runs';

/** Drivers take a few seconds to answer. */
export async function showDevices(runs: Runs): Promise<void> {
  const title = localise(text('Trying the devices of this machine'));
  const { value: reports, problems } = await window.withProgress(
    { location: ProgressLocation.Notification, title },
    () => runs.findDevices(),
  );
  if (!reports) throw new Error(problems.map(localiseProblem).join(' '));
  await window.showQuickPick(reports.map(itemOf), {
    title: localise(text('What this machine can train on')),
  });
}

function itemOf(report: DeviceReport): QuickPickItem {
  const { device, engine } = report;
  return isPresent(report)
    ? { label: `$(check) ${device}`, description: `${engine} ${report.version}`, detail: devices[device].doc }
    : { label: `$(circle-slash) ${device}`, detail: localiseProblem(report.problem) };
}
