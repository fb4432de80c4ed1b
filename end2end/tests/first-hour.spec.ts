// The first hour: somebody who never used Candor takes the news from an enrolment link to a public page in both languages, with a
// second person's approval. Once with the keyboard alone, once with script off. The stopwatch of each part is printed.
import { type Browser, expect as playwrightExpect, type Page } from '@playwright/test';
import { begin, colleague, inZone, tabTo } from './support/colleagues.ts';
import { fitsItsWidth, hasItsBones, isAccessible, picture } from './support/looks.ts';
import type { Server } from './support/server.ts';
import { code, PASSWORD } from './support/staff.ts';
import { expect, test } from './support/test.ts';

test.describe.configure({ timeout: 300_000 });

/** Seconds for each part, in the order in which they were done. */
class Stopwatch {
  private last = Date.now();
  private readonly parts: [string, number][] = [];

  lap(name: string): void {
    const now = Date.now();
    this.parts.push([name, (now - this.last) / 1000]);
    this.last = now;
  }

  say(how: string): void {
    const total = this.parts.reduce((sum, [, seconds]) => sum + seconds, 0);
    console.log(`stopwatch, ${how}: ${this.parts.map(([name, seconds]) => `${name} ${seconds.toFixed(1)} s`).join(', ')}; together ${total.toFixed(1)} s`);
    playwrightExpect(total, 'under ten minutes').toBeLessThan(600);
  }
}

async function isPublic(page: Page, slug: string, en: string, es: string): Promise<void> {
  await expect(async () => {
    expect((await page.goto(`/incidents/${slug}`))?.status()).toBe(200);
  }).toPass({ timeout: 10_000 });
  await expect(page.locator('h1')).toContainText(en);
  await hasItsBones(page, 'en');
  expect((await page.goto(`/es/incidents/${slug}`))?.status()).toBe(200);
  await expect(page.locator('h1')).toContainText(es);
  await hasItsBones(page, 'es');
}

async function second(browser: Browser, server: Server): Promise<Page> {
  return colleague(browser, server, `second-${Date.now()}@example.org`, 'counsel');
}

test('with the keyboard alone', async ({ page, server, browser, watch }) => {
  const watcher = await second(browser, server);
  watch.of(watcher);
  const stopwatch = new Stopwatch();
  const enter = async (name: string, role: 'link' | 'button' = 'link') => {
    await tabTo(page, page.getByRole(role, { name, exact: true }).first());
    await page.keyboard.press('Enter');
  };
  const secret = await begin(page, server, 'first@example.org', 'editor');
  stopwatch.lap('enrol');
  await enter('Sign out', 'button');
  await expect(page).toHaveURL(/\/staff\/signin$/);
  await tabTo(page, page.locator('#email'));
  await page.keyboard.type('first@example.org');
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/staff\/signin\/second$/);
  await tabTo(page, page.locator('#code'));
  await page.keyboard.type(code(secret, 1));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/staff$/);
  stopwatch.lap('sign in');
  await enter('Open an incident');
  await expect(page).toHaveURL(/\/staff\/incidents\/new$/);
  await isAccessible(page);
  // One of several is reached with Tab and chosen with the arrows.
  await tabTo(page, page.locator('input[name=template]').first());
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('input[name=template][value=ransomware]')).toBeChecked();
  await tabTo(page, page.locator('#discovered_at'));
  const { day } = inZone(-24 * 60);
  const [year, month, date] = day.split('-');
  await page.keyboard.type(`${month}${date}${year}`);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('0915AM');
  await expect(page.locator('#discovered_at')).toHaveValue(`${day}T09:15`);
  await tabTo(page, page.locator('#slug'));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('first-word');
  await tabTo(page, page.locator('input[name=practice]').first());
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/first-word\/texts\?done=made$/);
  await isAccessible(page);
  stopwatch.lap('open an incident');
  await enter('Preview');
  await expect(page.locator('h1')).toContainText('Someone got into our systems');
  await enter('Go on: send for approval');
  await enter('Send for approval', 'button');
  await expect(page.locator('.note--done')).toContainText('Sent for approval');
  stopwatch.lap('look and send');
  await watcher.goto('/staff');
  const press = async (name: string | RegExp, role: 'link' | 'button' = 'link') => {
    await tabTo(watcher, watcher.getByRole(role, { name }).first());
    await watcher.keyboard.press('Enter');
  };
  await press(/^Read and decide/);
  await isAccessible(watcher);
  await press(/^Approve$/);
  await tabTo(watcher, watcher.locator('#when'));
  await watcher.keyboard.press('Space');
  await press('Approve it', 'button');
  await expect(watcher.locator('.stage').first()).toContainText('Public');
  stopwatch.lap('second person');
  await isPublic(page, 'first-word', 'Someone got into our systems and locked our files.', 'Alguien entró en nuestros sistemas y bloqueó nuestros archivos.');
  stopwatch.lap('both languages seen');
  stopwatch.say('keyboard alone');
  await watcher.context().close();
});

test.describe('with script off', () => {
  test.use({ javaScriptEnabled: false });

  test('the same way', async ({ page, server, browser }) => {
    const other = await colleague(browser, server, 'second-off@example.org', 'counsel', { javaScriptEnabled: false });
    const stopwatch = new Stopwatch();
    const secret = await begin(page, server, 'first-off@example.org', 'editor', false);
    stopwatch.lap('enrol');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.locator('#email').fill('first-off@example.org');
    await page.locator('#password').fill(PASSWORD);
    await page.locator('#password').press('Enter');
    await page.locator('#code').fill(code(secret, 1));
    await page.locator('#code').press('Enter');
    await expect(page).toHaveURL(/\/staff$/);
    stopwatch.lap('sign in');
    await page.getByRole('link', { name: 'Open an incident' }).click();
    await page.locator('input[name=template][value=vendor]').check();
    const discovered = inZone(-45);
    await page.locator('#discovered_at').fill(`${discovered.day}T${discovered.hour}`);
    await page.locator('#slug').fill('first-word-off');
    await page.locator('input[name=practice][value=no]').check();
    await page.getByRole('button', { name: 'Make the draft' }).click();
    await expect(page.locator('.note--done')).toContainText('nobody outside can see it');
    stopwatch.lap('open an incident');
    await page.locator('[name="section.title.en"]').fill('Someone got in at a company that works for us.');
    await page.getByRole('button', { name: /^Save and go on/ }).click();
    await expect(page).toHaveURL(/\/facts\?done=saved$/);
    await page.getByRole('link', { name: 'Preview', exact: true }).click();
    await expect(page.locator('h1')).toContainText('Someone got in at a company that works for us.');
    await page.getByRole('link', { name: 'Go on: send for approval' }).click();
    await page.getByRole('button', { name: 'Send for approval' }).click();
    await expect(page.locator('.note--done')).toContainText('Sent for approval');
    stopwatch.lap('write, look and send');
    await other.goto('/staff');
    await other.locator('li', { hasText: 'first-word-off' }).getByRole('link', { name: /Read and decide/ }).click();
    await other.getByRole('link', { name: 'Approve', exact: true }).click();
    await other.locator('#when').check();
    await other.getByRole('button', { name: 'Approve it' }).click();
    await expect(other.locator('.stage').first()).toContainText('Public');
    stopwatch.lap('second person');
    await isPublic(page, 'first-word-off', 'Someone got in at a company that works for us.', 'empresa');
    await expect(page.locator('html')).toHaveAttribute('lang', 'es');
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await fitsItsWidth(page);
      await picture(page, `first-word-es-${width}`);
    }
    stopwatch.lap('both languages seen');
    stopwatch.say('script off');
    await other.context().close();
  });
});
