// A claim on paper: support makes the form, a scanner reads its number from the printed page, one reviewer types in what came back with a scan of it, another
// takes it, and its person finds it on their page. With script in English; without, in Spanish, on a small screen.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { colleague } from './support/colleagues.ts';
import { fitsItsWidth, hasItsBones, isAccessible, picture } from './support/looks.ts';
import { comeIn, mailTo, people } from './support/people.ts';
import { expect, test } from './support/test.ts';

test.describe.configure({ timeout: 240_000 });

const STAFF = '/staff/incidents/harbour-supply';
const WAYS = [
  { name: 'in English, with script', lang: 'en', width: 1280, hasScript: true },
  { name: 'in Spanish on a small screen, without script', lang: 'es', width: 360, hasScript: false },
] as const;
const SAYS = {
  en: { received: /We have your claim/, onPaper: 'You sent it, on paper' },
  es: { received: /Recibimos su reclamación/, onPaper: 'Usted la envió, en papel' },
};

async function looksRight(page: Page, name: string, lang: string, hasScript: boolean): Promise<void> {
  if (hasScript) await isAccessible(page);
  await hasItsBones(page, lang);
  await fitsItsWidth(page);
  await picture(page, `paper-${name}-${lang}`);
}

/** What a scanner reads from the first page of a PDF. */
function scanned(pdf: Buffer, name: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'candor-paper-'));
  writeFileSync(join(folder, 'form.pdf'), pdf);
  execFileSync('pdftoppm', ['-r', '100', '-png', join(folder, 'form.pdf'), join('screenshots', `paper-form-${name}`)]);
  return execFileSync('zbarimg', ['-q', '--raw', join('screenshots', `paper-form-${name}-1.png`)], { encoding: 'utf8' }).trim();
}

for (const way of WAYS) {
  test(`a claim on paper, ${way.name}`, async ({ browser, server, watch }) => {
    const { lang, hasScript } = way;
    const prefix = lang === 'es' ? '/es' : '';
    const says = SAYS[lang];
    const options = { viewport: { width: way.width, height: 900 }, javaScriptEnabled: hasScript };
    const keeps = await colleague(browser, server, `keeps.paper.${lang}@example.org`, 'compliance', options);
    const owner = await colleague(browser, server, `owner.paper.${lang}@example.org`, 'owner', options);
    const agent = await colleague(browser, server, `agent.paper.${lang}@example.org`, 'agent', options);
    const one = await colleague(browser, server, `one.paper.${lang}@example.org`, 'reviewer', options);
    const other = await colleague(browser, server, `other.paper.${lang}@example.org`, 'reviewer', options);
    for (const page of [keeps, owner, agent, one, other]) watch.of(page);

    await keeps.goto(`${prefix}${STAFF}/benefits/money`);
    await keeps.locator('#kind-of-expenses').check();
    await keeps.locator('#amount').fill('300');
    await keeps.locator('main form button.button').last().click();
    await expect(keeps).toHaveURL(/\/benefits\/[0-9a-f-]{36}$/);
    const offer = new URL(keeps.url()).pathname;
    await owner.goto(offer);
    await owner.locator('button[value="open"]').click();
    await expect(owner.locator('button[value="close"]')).toBeVisible();

    // The form, from the page of the person; what is printed is read by a scanner.
    const person = people(lang)[lang === 'en' ? 52 : 31];
    await agent.goto(`${prefix}${STAFF}/people`);
    await agent.locator('#value').fill(person.email);
    await agent.locator('form:has(#value) button').click();
    await expect(agent).toHaveURL(/\/people\/[0-9a-f-]{36}/);
    await agent.locator(`button[name="paper"][value="${offer.split('/').pop()}"]`).click();
    await expect(agent.locator('.note--done')).toBeVisible();
    await looksRight(agent, 'made', lang, hasScript);
    const form = await agent.locator('main a[href*="/paper/c-"]').last().getAttribute('href');
    const pdf = await agent.request.get(form as string);
    expect(pdf.headers()['content-type']).toBe('application/pdf');
    const number = scanned(await pdf.body(), lang);
    expect(number.toLowerCase()).toBe((form as string).split('/').pop());

    // What came back, typed in.
    await one.goto(`${prefix}${STAFF}/claims`);
    await one.locator('#number').fill('C-0000');
    await one.locator('form:has(#number) button').click();
    await expect(one.locator('#number-error')).toBeVisible();
    await one.locator('#number').fill(number);
    await one.locator('form:has(#number) button').click();
    await looksRight(one, 'found', lang, hasScript);
    await one.locator('main a[href$="/paper"]').click();
    await looksRight(one, 'empty', lang, hasScript);
    await one.locator('#on').selectOption('documents');
    await one.locator('#what').fill('a new passport');
    await one.locator('#day').fill('2026-11-02');
    await one.locator('#amount').fill('80');
    await one.locator('form:has(#what) button.button').click();
    await expect(one.locator('main')).toContainText('$80.00');
    const paper = new URL(one.url()).pathname;
    await one.locator('main a[href$="/evidence"]').click();
    await one.locator('#file').setInputFiles({ name: 'page.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<html></html>') });
    await one.locator('form:has(#file) button.button').click();
    await expect(one.locator('#file-error')).toBeVisible();
    const scan = await one.screenshot({ type: 'jpeg', clip: { x: 0, y: 0, width: 300, height: 400 } });
    await one.locator('#file').setInputFiles({ name: 'scan.jpg', mimeType: 'image/jpeg', buffer: scan });
    await one.locator('form:has(#file) button.button').click();
    await expect(one.locator('main')).toContainText('scan.jpg');
    await looksRight(one, 'scan', lang, hasScript);
    await one.goto(paper);
    await one.locator('#way-cheque').check();
    await one.locator('form:has(#way) button.button').click();
    await expect(one.locator('button.button').filter({ hasText: /Send the claim|Enviar la reclamación/ })).toBeVisible();
    await looksRight(one, 'filled', lang, hasScript);
    await one.locator('form:has(#attest) button.button').click();
    await expect(one.locator('#attest-error')).toBeVisible();
    await one.locator('#attest').check();
    await one.locator('form:has(#attest) button.button').click();
    await expect(one.locator('#attest')).toHaveCount(0);
    await looksRight(one, 'typed-in', lang, hasScript);

    // Who typed it in does not decide; another does.
    const review = paper.replace(/\/paper$/, '');
    await one.goto(review);
    await one.locator('button[value="take"]').click();
    await expect(one.locator('#act')).toBeVisible();
    await other.goto(review);
    await other.locator('button[value="take"]').click();
    await expect(other.locator('img.evidence')).toHaveCount(1);
    await looksRight(other, 'taken', lang, hasScript);

    // The same page as everybody's.
    const context = await browser.newContext({ ...options, baseURL: server.origin });
    const page = await context.newPage();
    watch.of(page);
    await comeIn(page, person, hasScript);
    await mailTo(page.request, person, says.received);
    await page.goto(`${prefix}/me/claims/${number.toLowerCase()}`);
    await expect(page.locator('main')).toContainText(says.onPaper);
    await looksRight(page, 'status', lang, hasScript);
    await context.close();
  });
}
