/** A process that stands for the trainer of a run folder. */
import { spawn } from 'node:child_process';
import { expect, onTestFinished, vi } from 'vitest';
import { isTrainerAtWork, keepPid } from '../../runs/trainer-pid';

const patience = { timeout: 10_000 };

/** Once it is at work; answers what ends it. It ends with the test at the latest. */
export async function startStandIn(folder: string): Promise<() => Promise<void>> {
  const trainer = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', folder]);
  onTestFinished(() => void trainer.kill('SIGKILL'));
  keepPid(folder, trainer.pid!);
  await vi.waitFor(() => expect(isTrainerAtWork(folder)).toBe(true), patience);
  return async () => {
    trainer.kill('SIGKILL');
    await vi.waitFor(() => expect(isTrainerAtWork(folder)).toBe(false), patience);
  };
}
