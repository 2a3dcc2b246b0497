/** Every device is tried in a process of its own: one that aborts, hangs or says nothing keeps no other from its report. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isPresent } from '../../../contract/device-report';
import { describeProblem } from '../../../contract/problem';
import { probeDevices } from '../../../trainer/src/devices/probe-devices';
import { temporaryFolder } from '../../support/temporary-folder';

/** Stands in for the trainer's bundle: each device fails in another way. */
const trainer = `
const device = process.argv[3];
const acts = {
  cpu: () => process.send({ device, engine: 'ONNX Runtime', version: '1' }),
  webgpu: () => process.abort(),
  cuda: () => process.kill(process.pid, 'SIGSEGV'),
  directml: () => setInterval(() => undefined, 1000),
  coreml: () => process.send({ device: 'abacus' }),
  tensorflow: () => { console.error('one line'); console.error('libfoo.so is missing'); process.exitCode = 3; },
  reference: () => process.send({ device, engine: 'reference', version: '2' }),
};
acts[device]();
`;

test('a device that aborts, hangs or breaks is told, and the others are there', async () => {
  const folder = temporaryFolder({ 'trainer.cjs': trainer });
  const reports = await probeDevices(join(folder, 'trainer.cjs'), 5);
  const said = reports.map((report) => [
    report.device,
    isPresent(report)
      ? report.version
      : `${report.problem.code} ${describeProblem(report.problem)}`.replace(/\..*/s, ''),
  ]);
  expect(Object.fromEntries(said)).toEqual({
    cpu: '1',
    webgpu: 'MTL7056 train: The process that used webgpu crashed (SIGABRT): its driver does not work',
    cuda: 'MTL7056 train: The process that used cuda crashed (SIGSEGV): its driver does not work',
    directml: 'MTL7057 train: directml did not answer within 5 seconds',
    coreml: 'MTL7055 train: coreml does not run a small program: {"device":"abacus"}',
    tensorflow: 'MTL7055 train: tensorflow does not run a small program: libfoo',
    reference: '2',
  });
});
