/** How a person gets on in a window that is busy: tries again, and looks at what is there. */
import type { Frame, Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { patience } from './editor';

/** A busy window swallows a key or a click; a person would try again. */
export const insist = (attempt: () => Promise<void>): Promise<void> =>
  vi.waitFor(attempt, { timeout: 2 * patience, interval: 500 });

/** Of the menu that is open. A menu hears of no button that is let go within a tenth of a second after it has opened. */
export const chooseItem = (page: Page, item: string): Promise<void> =>
  page.locator('.context-view .action-item', { hasText: item }).first().click({ delay: 200, timeout: 5000 });

/** The lines that are in view, with what the editor writes between the words. */
export async function shownText(page: Page): Promise<string> {
  const lines = await page.locator('.editor-instance .view-lines').first().innerText();
  return lines.replaceAll('\u00a0', ' ');
}

/** What the lenses say, from the top. */
export const lensesIn = (page: Page): Promise<readonly string[]> =>
  page.locator('.codelens-decoration a').allInnerTexts();

/** The page inside a preview of Markdown, once it shows these words. */
export async function previewWith(page: Page, words: string): Promise<Frame> {
  let found: Frame | undefined;
  await expect
    .poll(
      async () => {
        for (const frame of page.frames()) {
          const shown = await frame
            .locator('.markdown-body', { hasText: words })
            .count()
            .catch(() => 0);
          if (shown > 0) found = frame;
        }
        return found !== undefined;
      },
      { timeout: patience, interval: 500 },
    )
    .toBe(true);
  return found!;
}
