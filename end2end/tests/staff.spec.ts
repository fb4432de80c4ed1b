// A member of staff sets up an account from a link, signs in with both factors, and looks after accounts: by keyboard, and
// with script off.
import type { Page } from '@playwright/test';
import { fitsItsWidth, hasItsBones, isAccessible, picture } from './support/looks.ts';
import { add, code, PASSWORD, setUp, type } from './support/staff.ts';
import { expect, test } from './support/test.ts';

/** axe needs timers, which stand still where scripts are off: the same pages are asked with scripts on. */
async function looksRight(page: Page, name: string, lang = 'en', hasScripts = true): Promise<void> {
  if (hasScripts) await isAccessible(page);
  await hasItsBones(page, lang);
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await fitsItsWidth(page);
    await picture(page, `staff-${name}-${width}`);
  }
}

test.describe.configure({ timeout: 180_000 });

test('a link moves out of the address, leads to both factors, and then opens nothing', async ({ page, server, browser }) => {
  const link = add(server, 'ana@example.org');
  await page.goto(link);
  expect(page.url()).toBe(`${server.origin}/staff/enrol`);
  await looksRight(page, 'link');
  await page.locator('#open-link button').press('Enter');
  await looksRight(page, 'password');
  await setUp(page, (page, name) => looksRight(page, name));
  await page.getByRole('link', { name: 'I have kept them' }).press('Enter');
  await expect(page).toHaveURL(/\/staff$/);
  const other = await (await browser.newContext()).newPage();
  await other.goto(link);
  await other.locator('#open-link button').click();
  await expect(other.locator('.summary')).toContainText('This link opens nothing');
  await other.context().close();
  for (const [name, path] of [['account', '/staff/account'], ['new-password', '/staff/account/password'], ['new-app', '/staff/account/app'], ['new-codes', '/staff/account/codes'], ['team', '/staff/team'], ['confirm', '/staff/confirm']]) {
    await page.goto(path);
    await looksRight(page, name);
    await page.goto(`/es${path}`);
    await looksRight(page, `${name}-es`, 'es');
  }
  await page.goto('/staff/team');
  await type(page, 'email', 'ben@example.org');
  await page.keyboard.press('Enter');
  await expect(page.locator('code.code')).toContainText('/staff/enrol#');
  await looksRight(page, 'link-made');
  await page.getByRole('link', { name: 'ben@example.org' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('ben@example.org');
  await looksRight(page, 'member');
  await page.locator('nav button').press('Enter');
  await looksRight(page, 'signed-out');
  await type(page, 'email', 'ana@example.org');
  await type(page, 'password', PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/staff\/signin\/second$/);
  await looksRight(page, 'second-asked');
});

test.describe('with script off', () => {
  test.use({ javaScriptEnabled: false });

  test('the link is pasted, and signing in again takes the password and the next code', async ({ page, server, browser }) => {
    const link = add(server, 'cai@example.org', 'editor');
    await page.goto('/staff/enrol');
    await type(page, 'code', link);
    await page.keyboard.press('Enter');
    const secret = await setUp(page);
    await page.goto('/staff/account');
    await page.locator('nav button').press('Enter');
    await expect(page).toHaveURL(/\/staff\/signin$/);
    await looksRight(page, 'sign-in', 'en', false);
    await type(page, 'email', 'cai@example.org');
    await type(page, 'password', `${PASSWORD}s`);
    await page.keyboard.press('Enter');
    await expect(page.locator('.summary')).toBeFocused();
    await expect(page.locator('#password')).toHaveValue('');
    await type(page, 'password', PASSWORD);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/staff\/signin\/second$/);
    await looksRight(page, 'second', 'en', false);
    await page.goto('/staff');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Please sign in');
    await page.goto('/staff/signin/second');
    await type(page, 'code', code(secret, 1));
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/staff$/);
    const stranger = await browser.newContext();
    expect((await stranger.request.get(`${server.origin}/staff`)).status()).toBe(401);
    await stranger.close();
  });
});
