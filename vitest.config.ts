import { defineConfig } from 'vitest/config';

/** What is waited for on a page, in milliseconds: a machine that others use too draws late. */
const patience = 10_000;

/** Test folders mirror the rooms of the code; `devices`, `webview` and `e2e` need a driver or a browser and are set up by `npm test`. */
const project = (name: string, include: string[], testTimeout: number) => ({
  test: {
    name,
    include,
    testTimeout,
    hookTimeout: testTimeout * 4,
    ...(name === 'webview' ? { expect: { poll: { timeout: patience } } } : {}),
  },
});

// Tests that load the native runtime by themselves send nothing either (trainer/src/executors/onnx/send-nothing.ts).
process.env['ORT_DISABLE_TELEMETRY'] = '1';

export default defineConfig({
  test: {
    projects: [
      project(
        'unit',
        ['test/{contract,machine,graph,catalog,data,runs,language,trainer,client,media,house}/**/*.test.ts'],
        60_000,
      ),
      project('process', ['test/{lsp,cli}/**/*.test.ts'], 300_000),
      project('devices', ['test/devices/**/*.test.ts'], 300_000),
      project('webview', ['test/webview/**/*.test.ts'], 120_000),
      project('e2e', ['test/e2e/**/*.test.ts'], 600_000),
    ],
  },
});
