/** `mtl devices`: what this machine can train on, and why the other devices are missing. */
import { parseArgs } from 'node:util';
import { isPresent, type DeviceReport } from '../contract/device-report';
import { render } from '../contract/text';
import { findDevices } from '../runs/find-devices';
import { trainerFile } from './bundles';
import { defineCommand, exitCodes, type Fault } from './command';
import { problemText } from './problem-text';
import { padRight, printable } from './terminal-text';

const usage = `Usage: mtl devices [--json]

Tries every device that can stand after “device:”, each in a process of its own, and says with which engine it trains,
or why it does not and what to do about it.

Options:
  --json  a line of JSON for each device, with its engine's version or a problem

Exit codes: 0 told, 1 the trainer could not be started, 2 the command line is wrong.
`;

export const devices = defineCommand({
  name: 'devices',
  summary: 'Tell what this machine can train on',
  usage,
  read: readCommandLine,
  async run({ json }, io) {
    const { value: reports, problems } = await findDevices({ trainerFile });
    for (const problem of problems)
      io.stderr(`${problemText(problem, '', '', { colours: io.colours.stderr })}\n`);
    if (!reports) return exitCodes.failure;
    for (const report of reports) io.stdout(json ? `${JSON.stringify(report)}\n` : describe(report));
    return exitCodes.success;
  },
});

function readCommandLine(args: string[]): { readonly json: boolean } | Fault {
  const { values, positionals } = parseArgs({
    args,
    options: { json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  return positionals.length > 0 ? { fault: '“mtl devices” takes no names.' } : { json: values.json };
}

/** Wide enough for every name. */
const width = 12;

function describe(report: DeviceReport): string {
  const name = padRight(report.device, width);
  if (isPresent(report)) return `${name}${report.engine} ${report.version}\n`;
  const { message, remedy } = report.problem;
  return `${name}– ${printable(render(message))} ${printable(render(remedy))}\n`;
}
