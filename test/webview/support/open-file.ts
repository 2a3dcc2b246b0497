/** Opens a page from disk as a person would, with no network at all. */
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';

export interface OpenFile {
  readonly page: Page;
  readonly complaints: readonly string[];
  /** Addresses that the page asked for, besides itself. */
  readonly requests: readonly string[];
}

export async function openFile(
  browser: Browser,
  file: string,
  colorScheme: 'light' | 'dark' = 'light',
): Promise<OpenFile> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 }, colorScheme });
  onTestFinished(() => page.close());
  await page.context().setOffline(true);
  const [complaints, requests]: [string[], string[]] = [[], []];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  const address = pathToFileURL(file).href;
  page.on('request', (request) => {
    if (request.url() !== address && !/^(?:data|blob):/.test(request.url())) requests.push(request.url());
  });
  await page.goto(address);
  return { page, complaints, requests };
}
