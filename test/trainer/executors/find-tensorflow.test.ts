/** What is told apart when TensorFlow is looked for: not here, here without its addon, and whole. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ExecutorError } from '../../../trainer/src/executors';
import { explainFault } from '../../../trainer/src/explain-fault';
import { findTensorFlow } from '../../../trainer/src/executors/tensorflow/find-tensorflow';
import { tensorflowMissing } from '../../../trainer/src/executors/tensorflow/problems';
import { temporaryFolder } from '../../support/temporary-folder';

const name = '@tensorflow/tfjs-node';

function install(folder: string, addon: boolean): string {
  const place = join(folder, 'node_modules', name);
  mkdirSync(join(place, 'lib', 'napi-v8'), { recursive: true });
  writeFileSync(join(place, 'package.json'), JSON.stringify({ name, version: '4.22.0' }));
  if (addon) writeFileSync(join(place, 'lib', 'napi-v8', 'tfjs_binding.node'), '');
  return place;
}

test('nothing is installed', () => {
  const finding = findTensorFlow([join(temporaryFolder(), 'package.json')]);
  expect(finding).toEqual({ missing: 'absent' });
  expect(tensorflowMissing({ missing: 'absent' }).code).toBe('MTL7080');
});

test('the package was installed without its addon', () => {
  const folder = temporaryFolder();
  install(folder, false);
  expect(findTensorFlow([join(folder, 'package.json')])).toEqual({ missing: 'bare' });
  expect(tensorflowMissing({ missing: 'bare' }).code).toBe('MTL7081');
});

test('a whole package is taken before a bare one', () => {
  const [bare, whole] = [temporaryFolder(), temporaryFolder()];
  install(bare, false);
  const folder = install(whole, true);
  const finding = findTensorFlow([bare, whole].map((each) => join(each, 'package.json')));
  expect(finding).toEqual({ found: { folder, name, version: '4.22.0' } });
});

test('a run that it is missing for says what to do', () => {
  const problem = tensorflowMissing({ missing: 'bare' });
  const error = new ExecutorError('tensorflow', 'is not here', { problem });
  expect(explainFault(error, temporaryFolder())).toBe(problem);
});
