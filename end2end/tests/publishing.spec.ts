// Publish, correct, withdraw, schedule, late: each seen on the public page in both languages, and on the page of what changed. The
// clock is the machine's own: what is scheduled is waited for, and a promise passes with nobody publishing anything.
import type { Page } from '@playwright/test';
import { approve, becomes, colleague, inZone, openIncident, publishIncident } from './support/colleagues.ts';
import { fitsItsWidth, isAccessible, picture } from './support/looks.ts';
import { expect, test } from './support/test.ts';

test.describe.configure({ timeout: 420_000 });

const SLUG = 'five-ways';
const PUBLIC = `/incidents/${SLUG}`;
const STAFF = `/staff/incidents/${SLUG}/updates`;

async function write(page: Page, name: string, next: { day: string; hour: string }): Promise<void> {
  await page.goto(`${STAFF}/new`);
  await page.locator('#title_en').fill(`${name} in English`);
  await page.locator('#body_en').fill(`We know **more** about ${name}.`);
  await page.locator('#title_es').fill(`${name} en español`);
  await page.locator('#body_es').fill(`Sabemos **más** de ${name}.`);
  await page.locator('#next_day').fill(next.day);
  await page.locator('#next_hour').fill(next.hour);
  await page.getByRole('button', { name: 'Send to a second person' }).click();
  await expect(page.locator('.stage').first()).toContainText('Waits for a second person');
}

/** The address of a public update, from the page. */
async function addressOf(page: Page, title: string): Promise<string> {
  await page.goto(PUBLIC);
  return (await page.getByRole('link', { name: title }).first().getAttribute('href')) ?? '';
}

async function inBoth(page: Page, path: string, en: string | RegExp, es: string | RegExp, seconds = 30): Promise<void> {
  await becomes(page, path, en, seconds);
  await becomes(page, `/es${path}`, es, seconds);
}

test('each is seen in both languages, and on the page of what changed', async ({ page, browser, server, watch }) => {
  const [ana, ben] = [await colleague(browser, server, 'ana5@example.org', 'editor'), await colleague(browser, server, 'ben5@example.org', 'counsel')];
  [ana, ben].forEach(watch.of);
  await openIncident(ana, SLUG);
  await publishIncident(ana, ben, SLUG);
  const tomorrow = inZone(24 * 60);

  // Publish.
  await write(ana, 'Alpha', tomorrow);
  await approve(ben, 'Alpha in English');
  await inBoth(page, PUBLIC, 'Alpha in English', 'Alpha en español');
  const alpha = await addressOf(page, 'Alpha in English');
  await inBoth(page, alpha, 'We know more about Alpha.', 'Sabemos más de Alpha.');
  await inBoth(page, `${PUBLIC}/revisions`, 'New update', /Alpha en español/);

  // Correct: the new words, when, what changed, and the old words in a fold.
  await ana.goto(STAFF);
  await ana.getByRole('link', { name: /^Correct this update/ }).click();
  await ana.locator('#what_changed_en').fill('The number was wrong.');
  await ana.locator('#what_changed_es').fill('La cifra estaba equivocada.');
  await ana.locator('#body_en').fill('It was 412 people.');
  await ana.locator('#body_es').fill('Fueron 412 personas.');
  await expect(ana.locator('.keep__words')).toContainText('Saved at');
  await isAccessible(ana);
  await ana.getByRole('button', { name: 'Send the correction to a second person' }).click();
  await approve(ben, 'Correction: Alpha in English');
  await inBoth(page, alpha, /Corrected on[\s\S]*The number was wrong\.[\s\S]*It was 412 people\./, /Corregid[ao] el[\s\S]*La cifra estaba equivocada\.[\s\S]*Fueron 412 personas\./);
  await page.goto(alpha);
  await page.locator('details summary').first().click();
  await expect(page.locator('details').first()).toContainText('We know more about Alpha.');
  await inBoth(page, `${PUBLIC}/revisions`, /Update corrected\s*Alpha in English/, /Actualización corregida\s*Alpha en español/);
  await isAccessible(page);

  // Withdraw: a dated marker, the reason, and none of the words.
  await write(ana, 'Beta', tomorrow);
  await approve(ben, 'Beta in English');
  await becomes(page, PUBLIC, 'Beta in English');
  const beta = await addressOf(page, 'Beta in English');
  await ana.goto(STAFF);
  await ana.getByRole('link', { name: /^Withdraw this update.*Beta in English/ }).click();
  await ana.locator('#reason_en').fill('It named the wrong company.');
  await ana.locator('#reason_es').fill('Nombraba a otra empresa.');
  await ana.getByRole('button', { name: 'Send the withdrawal to a second person' }).click();
  await approve(ben, 'Withdrawal of an update');
  await inBoth(page, beta, 'It named the wrong company.', 'Nombraba a otra empresa.');
  await expect(page.locator('main')).not.toContainText('Sabemos más de Beta.');
  await inBoth(page, `${PUBLIC}/revisions`, /Update withdrawn\s*This update was withdrawn/, /Actualización retirada\s*Retiramos esta actualización/);
  await page.goto(beta);
  await isAccessible(page);
  await page.setViewportSize({ width: 360, height: 800 });
  await page.goto(`/es${PUBLIC}/revisions`);
  await fitsItsWidth(page);
  await picture(page, 'revisions-es-360');

  // Schedule: nothing before its time, then by itself. It promises a word for one minute later.
  const goesOut = inZone(new Date().getSeconds() > 35 ? 2 : 1);
  const promised = inZone(Math.round((goesOut.at - inZone(0).at) / 60_000) + 1);
  await write(ana, 'Gamma', promised);
  await approve(ben, 'Gamma in English', goesOut);
  await page.goto(PUBLIC);
  await expect(page.locator('main')).not.toContainText('Gamma');
  expect(Date.now(), 'looked before its time').toBeLessThan(goesOut.at);
  const wait = (at: number) => Math.max(0, Math.ceil((at - Date.now()) / 1000)) + 45;
  await inBoth(page, PUBLIC, 'Gamma in English', 'Gamma en español', wait(goesOut.at));
  expect(Date.now(), 'not before its time').toBeGreaterThanOrEqual(goesOut.at);
  await inBoth(page, `${PUBLIC}/revisions`, /Gamma/, /Gamma/);

  // Late: the promise passes, and the page says so with nobody publishing anything. Staff see it first.
  await inBoth(page, PUBLIC, 'It is late, and that is our fault.', 'Está atrasada, y es culpa nuestra.', wait(promised.at));
  expect(Date.now(), 'not before it is').toBeGreaterThanOrEqual(promised.at);
  await picture(page, 'late-es-360');
  await ana.goto('/staff');
  await expect(ana.locator('main')).toContainText('The page now says that we are late.');
  await isAccessible(ana);
  await ana.context().close();
  await ben.context().close();
});
