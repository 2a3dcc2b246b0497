/** `mtl devices`: what this machine can train on, and why the other devices are missing. */
import { isPresent, type DeviceReport } from '../contract/device-report';
import { text } from '../contract/text';
import { findDevices } from '../runs/find-devices';
import { trainerFile } from './bundles';
import { defineCommand, exitCodes } from './command';
import { problemText } from './problem-text';
import { speechIn, type Say } from './speech';
import { padRight } from './terminal-text';

export const devices = defineCommand({
  name: 'devices',
  summary: text('Tell what this machine can train on'),
  help: {
    forms: ['mtl devices [--json]'],
    about: text(
      'Tries every device that can stand after “device:”, each in a process of its own, and says with which engine it trains, ' +
        'or why it does not and what to do about it.',
    ),
    exits: { 0: text('told'), 1: text('the trainer could not be started') },
  },
  options: {
    json: {
      is: 'flag',
      doc: text('a line of JSON for each device, with the version of its engine or a problem'),
    },
  },
  read: ({ values, words }) =>
    words.length === 0 ? values : { fault: text('“mtl devices” takes no names: it tells of all devices.') },
  async run({ json }, io) {
    const say = speechIn(io.language);
    const { value: reports, problems } = await findDevices({ trainerFile });
    for (const problem of problems)
      io.stderr(`${problemText(problem, '', '', { colours: io.colours.stderr, language: io.language })}\n`);
    if (!reports) return exitCodes.failure;
    for (const report of reports) io.stdout(json ? `${JSON.stringify(report)}\n` : describe(report, say));
    return exitCodes.success;
  },
});

/** Wide enough for every name. */
const width = 12;

function describe(report: DeviceReport, say: Say): string {
  const name = padRight(report.device, width);
  if (isPresent(report)) return `${name}${report.engine} ${report.version}\n`;
  const { message, remedy } = report.problem;
  return `${name}– ${say(message)} ${say(remedy)}\n`;
}
