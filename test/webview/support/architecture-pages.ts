/** What the tests of the architecture panel have in common. */
import type { Page } from 'playwright-core';
import type { Architecture } from '../../../contract/architecture';
import type { HostMessage } from '../../../contract/panel';
import type { Problem } from '../../../contract/problem';

export const pictureMessage = (
  architecture: Architecture | null,
  problems: readonly Problem[] = [],
): HostMessage => ({
  kind: 'architecture',
  uri: 'file:///numerals.mtl',
  architecture,
  problems,
});

/** Where a node is on the screen. */
export const boxOf = async (page: Page, node: string) =>
  (await page.locator(`[data-node="${node}"] > .box`).boundingBox())!;

export const transform = (page: Page) => page.locator('svg.picture > g').getAttribute('transform');
