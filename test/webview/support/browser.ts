/** One browser, and panels bundled from the sources, for all tests of a file. */
import { afterAll, beforeAll } from 'vitest';
import type { Browser } from 'playwright-core';
import { buildPanels } from './build-panels';
import { launchBrowser } from './open-panel';

/** Answers how to get at the browser once the tests run. */
export function useBrowser(): () => Browser {
  let browser: Browser | undefined;
  beforeAll(async () => {
    await buildPanels();
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());
  return () => {
    if (!browser) throw new Error('the browser is there only while tests run');
    return browser;
  };
}
