// What every page must hold, wherever a test comes by.
import { mkdir } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const SCREENSHOTS = new URL('../../screenshots/', import.meta.url).pathname;

/** Keeps a picture of the whole page to be looked at: screenshots/NAME.png. */
export async function picture(page: Page, name: string): Promise<void> {
  await mkdir(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: `${SCREENSHOTS}${name}.png`, fullPage: true });
}

/** axe finds nothing serious or critical. Runs in the page's context even where the page's own scripts are off. */
export async function isAccessible(page: Page): Promise<void> {
  // A frame that may run no script runs no axe either, and axe would wait for it: then the page alone is looked at.
  const isAlone = (await page.locator('iframe[sandbox]').count()) > 0;
  const found = await new AxeBuilder({ page }).setLegacyMode(isAlone).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
  const bad = found.violations.filter((violation) => ['serious', 'critical'].includes(violation.impact ?? ''));
  const told = bad.map((violation) => `${violation.id}: ${violation.help}\n  ${violation.nodes.map((node) => node.html).slice(0, 5).join('\n  ')}`);
  expect(told, `axe on ${page.url()}`).toEqual([]);
}

/** Nothing has to be scrolled sideways. */
export async function fitsItsWidth(page: Page): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, `${page.url()} is ${overflow} px too wide`).toBeLessThanOrEqual(0);
}

/** One h1, a title, a main region, the language named. */
export async function hasItsBones(page: Page, lang: string): Promise<void> {
  await expect(page.locator('h1:visible')).toHaveCount(1);
  await expect(page.locator('main')).toHaveCount(1);
  await expect(page.locator('html')).toHaveAttribute('lang', lang);
  expect((await page.title()).length).toBeGreaterThan(3);
}
