/** What the tests of the run panel have in common: runs, and what can be read off the page. */
import type { Page } from 'playwright-core';
import type { HostMessage } from '../../../contract/panel';
import type { RunEvent } from '../../../contract/run-log';
import { numeralsRun } from '../../support/synthetic-runs';

export const shape = { epochs: 6, stepsPerEpoch: 20, every: 2 };
export const running = numeralsRun(shape);
export const completed = numeralsRun({ ...shape, end: { status: 'completed' } });

/** The host's message with the events from `since` on. */
export const eventsMessage = (events: readonly RunEvent[], since = 0, alive = true): HostMessage => ({
  kind: 'events',
  run: '/runs/one',
  since,
  events: events.slice(since),
  next: events.length,
  alive,
});

/** Cells of the first table that `selector` finds, row by row. */
export async function cells(page: Page, selector: string): Promise<string[][]> {
  const rows = page.locator(selector).first().locator('tr');
  return rows.evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent.trim())),
  );
}

/** How many points of a canvas are not background. */
export function inkOf(page: Page, selector: string): Promise<number> {
  return page.locator(selector).evaluate((canvas) => {
    const { width, height } = canvas as HTMLCanvasElement;
    const { data } = (canvas as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height);
    return data.filter((value, index) => index % 4 === 3 && value > 0).length;
  });
}
