// Members of staff for tests about what they do together: set up, signed in, each in a browser of their own.
import { type Browser, type BrowserContextOptions, expect, type Locator, type Page } from '@playwright/test';
import type { Server } from './server.ts';
import { add, setUp } from './staff.ts';

/** Somebody with this role, at /staff. Without script the link is pasted. */
export async function colleague(browser: Browser, server: Server, email: string, role: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.origin, ...options });
  const page = await context.newPage();
  await begin(page, server, email, role, options.javaScriptEnabled !== false);
  return page;
}

/** From a new account's link to /staff; gives the secret of the app. */
export async function begin(page: Page, server: Server, email: string, role: string, hasScript = true): Promise<string> {
  const link = add(server, email, role);
  if (hasScript) {
    await page.goto(link);
    await page.locator('#open-link button').press('Enter');
  } else {
    await page.goto(`${server.origin}/staff/enrol`);
    await page.locator('#code').fill(link);
    await page.locator('#code').press('Enter');
  }
  const secret = await setUp(page);
  await page.getByRole('link', { name: 'I have kept them' }).press('Enter');
  await expect(page).toHaveURL(/\/staff$/);
  return secret;
}

/** Presses Tab until `where` has the keyboard: what cannot be reached so fails. */
export async function tabTo(page: Page, where: Locator): Promise<void> {
  for (let presses = 0; presses < 250; presses += 1) {
    if (await where.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach ${where}`);
}

/** A day and an hour `minutes` from now in the incident's zone, on the full minute, and that moment. */
export function inZone(minutes: number, zone = 'America/New_York'): { day: string; hour: string; at: number } {
  const at = Math.floor(Date.now() / 60_000) * 60_000 + minutes * 60_000;
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(at).split(' ');
  return { day: parts[0], hour: parts[1], at };
}

/** A second person reads what waits and approves it: now, or at `when`. */
export async function approve(page: Page, title: string | RegExp, when?: { day: string; hour: string }): Promise<void> {
  await page.goto('/staff');
  await page.locator('li', { hasText: title }).getByRole('link').first().click();
  await page.getByRole('link', { name: 'Approve', exact: true }).click();
  if (when) {
    await page.locator('#when-later').check();
    await page.locator('#publish_day').fill(when.day);
    await page.locator('#publish_hour').fill(when.hour);
  } else {
    await page.locator('#when').check();
  }
  await page.getByRole('button', { name: 'Approve it' }).click();
  await expect(page.locator('.stage').first()).toContainText(when ? 'Scheduled' : 'Public');
}

/** Reloads `path` until it shows `text`: within two seconds on a quiet machine; a debug build on a busy one takes longer. */
export async function becomes(page: Page, path: string, text: string | RegExp, seconds = 30): Promise<void> {
  await expect(async () => {
    await page.goto(path);
    await expect(page.locator('main')).toContainText(text, { timeout: 200 });
  }).toPass({ timeout: seconds * 1000, intervals: [500] });
}

/** Opens an incident from a template through the form; leads to its texts. */
export async function openIncident(page: Page, slug: string, template = 'ransomware', isPractice = false): Promise<void> {
  await page.goto('/staff/incidents/new');
  await page.locator(`input[name=template][value=${template}]`).check();
  await page.locator('#slug').fill(slug);
  const discovered = inZone(-30);
  await page.locator('#discovered_at').fill(`${discovered.day}T${discovered.hour}`);
  await page.locator(`input[name=practice][value=${isPractice ? 'yes' : 'no'}]`).check();
  await page.getByRole('button', { name: 'Make the draft' }).click();
  await expect(page).toHaveURL(new RegExp(`/staff/incidents/${slug}/texts\\?done=made$`));
}

/** Sends what is drafted to a second person, who approves it. */
export async function publishIncident(page: Page, second: Page, slug: string): Promise<void> {
  await page.goto(`/staff/incidents/${slug}/send`);
  await page.getByRole('button', { name: 'Send for approval' }).click();
  await expect(page.locator('.note--done')).toContainText('Sent for approval');
  await approve(second, 'First public word');
}

/** The text of what `selector` finds in a frame that may run no script, read from the page around it. */
export async function inFrame(page: Page, at: number, selector: string): Promise<string> {
  const frame = page.locator('iframe.keep__frame').nth(at);
  return frame.evaluate((frame, selector) => (frame as HTMLIFrameElement).contentDocument?.querySelector(selector)?.textContent ?? '', selector);
}
