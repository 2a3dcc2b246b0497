/** `mtl devices` tells of every device, and why one is missing. */
import { expect, test } from 'vitest';
import { isPresent, parseDeviceReport } from '../../contract/device-report';
import { devices } from '../../contract/devices';
import { mtl } from './mtl';

test('each device is told with its engine, or with what keeps it away', async () => {
  const { code, stdout, stderr } = await mtl(['devices']);
  expect([code, stderr]).toEqual([0, '']);
  const lines = stdout.trimEnd().split('\n');
  expect(lines.map((line) => line.split(' ')[0])).toEqual(Object.keys(devices));
  expect(lines[0]).toMatch(/^cpu +ONNX Runtime \d+\.\d+/);
  for (const line of lines) expect(line).toMatch(/^\w+ +(ONNX Runtime|TensorFlow|reference) \S|^\w+ +– \S/);
});

test('as JSON, a device on each line', async () => {
  const { code, stdout } = await mtl(['devices', '--json']);
  expect(code).toBe(0);
  const reports = stdout
    .trimEnd()
    .split('\n')
    .map((line) => parseDeviceReport(JSON.parse(line)));
  expect(reports.map((report) => report?.device)).toEqual(Object.keys(devices));
  expect(reports.filter((report) => report && isPresent(report)).map((report) => report!.device)).toEqual(
    expect.arrayContaining(['cpu', 'reference']),
  );
});

test('names are refused', async () => {
  expect((await mtl(['devices', 'cpu'])).code).toBe(2);
});
