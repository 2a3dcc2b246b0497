/** What every panel has to look like: in all kinds of themes, at every width, and for who asked for less motion. */
import type { Page } from 'playwright-core';
import type { ThemeName } from './themes';

/** Each kind of theme at a width of its own, in pixels. */
export const themesAndWidths: readonly [ThemeName, number][] = [
  ['dark', 400],
  ['light', 800],
  ['highContrast', 1200],
  ['highContrastLight', 1600],
];

/** Pixels by which the page is wider than its window: more than none make a scroll bar. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** The name of the animation in front of the state of a run. */
export const animationOf = (page: Page): Promise<string> =>
  page.locator('.chip').evaluate((chip) => getComputedStyle(chip, '::before').animationName);

/** Turns the theme into another one, as the editor does. */
export const recolour = (page: Page): Promise<void> =>
  page.evaluate(() => {
    document.documentElement.style.setProperty('--vscode-charts-blue', '#ff00ff');
    document.body.className = 'vscode-light';
  });
