/** A device that is there runs a small program with known numbers; one that is not says why, and what to do. */
import { expect, test } from 'vitest';
import { describeProblem } from '../../../contract/problem';
import { probeDevice } from '../../../trainer/src/devices/probe-device';
import { requireProvider } from '../../../trainer/src/executors/onnx/provider';

test.each(['cpu', 'reference'] as const)('%s is everywhere', async (device) => {
  expect(await probeDevice(device)).toEqual({
    device,
    engine: expect.any(String),
    version: expect.stringMatching(/^\d+\.\d+/),
  });
});

test.runIf(process.platform === 'linux').each(['directml', 'coreml'] as const)(
  '%s is not for this system',
  async (device) => {
    expect(await probeDevice(device)).toMatchObject({ device, problem: { code: 'MTL7053' } });
  },
);

const backends = (...names: string[]) => ({
  listSupportedBackends: () => names.map((name) => ({ name, bundled: true })),
});

test('what the runtime was not built with says where it is', () => {
  const provider = { name: 'dml', device: 'directml' } as const;
  expect(() => requireProvider('x', provider, backends('cpu', 'dml'), 'win32-x64')).not.toThrow();
  const refuse = () => requireProvider('x', provider, backends('cpu', 'webgpu'), 'linux-x64');
  expect(refuse).toThrow('ONNX Runtime has no directml for linux-x64');
  let problem;
  try {
    refuse();
  } catch (error) {
    ({ problem } = error as { problem: Parameters<typeof describeProblem>[0] });
  }
  expect(describeProblem(problem!)).toBe(
    'train: ONNX Runtime has no directml for this system (linux-x64). Write `device: cpu`; directml is for win32-x64, win32-arm64.',
  );
});
