/** Tries a device in this process: a program of two steps, whose numbers are known. */
import type { DeviceReport } from '../../../contract/device-report';
import { devices, type DeviceName } from '../../../contract/devices';
import { add, constant, feed, gradients, matmul, multiply, sum, state, type Program } from '../../../graph';
import { findExecutor } from '../executors';
import type { Executor } from '../executors/executor';
import { deviceUnusable } from '../executors/problems';
import { explainDeviceFault } from './explain-device-fault';

/** A driver may end or halt this process: ask in one of its own. */
export async function probeDevice(device: DeviceName): Promise<DeviceReport> {
  const { engine } = devices[device];
  try {
    const executor = findExecutor(device).value!;
    const version = await executor.version();
    const wrong = await findWrongNumber(executor);
    return wrong === undefined
      ? { device, engine, version }
      : { device, engine, problem: deviceUnusable(device, wrong) };
  } catch (error) {
    return { device, engine, problem: explainDeviceFault(device, error) };
  }
}

/** w moves against the gradient of (x w)^2 for x = (1, 2): by 2 (x w) x / 10, from (3, 1) to (2, -1), where the loss is 0. */
async function findWrongNumber(executor: Executor): Promise<string | undefined> {
  const session = await executor.prepare(descent(), { threads: 1 });
  try {
    await session.writeStates({ w: Float32Array.of(3, 1) });
    const { loss } = await session.run({ x: Float32Array.of(1, 2, 1, 2) }, 2);
    const found = Array.from(loss!, Number);
    const isRight = found.length === 2 && Math.abs(found[0]! - 25) < 1e-3 && Math.abs(found[1]!) < 1e-3;
    return isRight ? undefined : `it computes ${found.join(', ')} instead of 25, 0`;
  } finally {
    await session.dispose();
  }
}

function descent(): Program {
  const x = feed('x', [1, 2]);
  const w = state('w', [2, 1]);
  const product = matmul(x, w);
  const loss = sum(multiply(product, product), [0, 1]);
  const [slope] = gradients(loss, [w]);
  const next = add(w, multiply(slope!, constant(-0.1)));
  return { feeds: { x }, states: { w: { source: w, next } }, outputs: { loss } };
}
