// Money for what somebody spent: offered by two, asked for in four steps with two photos, asked about, granted in part, appealed, paid by a batch that two
// release. With script in English; without, in Spanish, on a small screen.
import type { Page } from '@playwright/test';
import { colleague } from './support/colleagues.ts';
import { fitsItsWidth, hasItsBones, isAccessible, picture } from './support/looks.ts';
import { comeIn, DIGITS, mailTexts, mailTo, people } from './support/people.ts';
import { expect, test } from './support/test.ts';

test.describe.configure({ timeout: 300_000 });

const STAFF = '/staff/incidents/harbour-supply';
const WAYS = [
  { name: 'in English, with script', lang: 'en', width: 1280, hasScript: true },
  { name: 'in Spanish on a small screen, without script', lang: 'es', width: 360, hasScript: false },
] as const;
const SAYS = {
  en: { elsewhere: /asked to change where your money goes/, question: /A question about your claim/, granted: /is granted/, paid: /is paid/, part: '$40.00', whole: '$50.00' },
  es: { elsewhere: /pidió cambiar adónde va su dinero/, question: /Una pregunta sobre su reclamación/, granted: /Se aprobó su reclamación/, paid: /Se pagó su reclamación/, part: '$40.00', whole: '$50.00' },
};

async function looksRight(page: Page, name: string, lang: string, hasScript: boolean): Promise<void> {
  if (hasScript) await isAccessible(page);
  await hasItsBones(page, lang);
  await fitsItsWidth(page);
  await picture(page, `claims-${name}-${lang}`);
}

/** On a slow line the bar moves, and a press stops it: nothing is kept. */
async function stopped(page: Page): Promise<void> {
  const line = await page.context().newCDPSession(page);
  const speed = (uploadThroughput: number) => line.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput });
  await speed(60_000);
  await page.locator('#file').setInputFiles({ name: 'slow.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(2_000_000, 255) });
  await page.locator('main form:has(#file) button.button').click();
  await expect(page.locator('main progress')).toBeVisible();
  await expect.poll(() => page.locator('main progress').evaluate((bar: HTMLProgressElement) => bar.value)).toBeGreaterThan(0);
  await looksRight(page, 'sending', 'en', true);
  await page.locator('button[type="button"]').filter({ hasText: 'Stop' }).click();
  await expect(page.locator('main [role="status"]')).toContainText('Stopped. Nothing of your file was kept.');
  await expect(page.locator('main progress')).toBeHidden();
  await speed(-1);
  await expect(page.locator('main')).not.toContainText('slow.jpg');
}

for (const way of WAYS) {
  test(`a claim from the offer to the money, ${way.name}`, async ({ browser, server, watch }) => {
    const { lang, hasScript } = way;
    const prefix = lang === 'es' ? '/es' : '';
    const says = SAYS[lang];
    const options = { viewport: { width: way.width, height: 900 }, javaScriptEnabled: hasScript };
    const keeps = await colleague(browser, server, `keeps.claims.${lang}@example.org`, 'compliance', options);
    const owner = await colleague(browser, server, `owner.claims.${lang}@example.org`, 'owner', options);
    const one = await colleague(browser, server, `one.claims.${lang}@example.org`, 'reviewer', options);
    const other = await colleague(browser, server, `other.claims.${lang}@example.org`, 'reviewer', options);
    for (const page of [keeps, owner, one, other]) watch.of(page);

    await keeps.goto(`${prefix}${STAFF}/benefits/money`);
    await looksRight(keeps, 'new', lang, hasScript);
    await keeps.locator('#kind-of-expenses').check();
    await keeps.locator('#amount').fill('500');
    await keeps.locator('main form button.button').last().click();
    await expect(keeps).toHaveURL(/\/benefits\/[0-9a-f-]{36}$/);
    const offer = new URL(keeps.url()).pathname;
    await owner.goto(offer);
    await looksRight(owner, 'offer', lang, hasScript);
    await owner.locator('button[value="open"]').click();
    await expect(owner.locator('button[value="close"]')).toBeVisible();

    // Four steps.
    const context = await browser.newContext({ ...options, baseURL: server.origin });
    const page = await context.newPage();
    watch.of(page);
    const person = people(lang)[lang === 'en' ? 45 : 27];
    await comeIn(page, person, hasScript);
    await page.goto(`${prefix}/me`);
    await page.locator('main a[href$="/me/claims"]').click();
    await looksRight(page, 'choices', lang, hasScript);
    const benefit = offer.split('/').pop();
    await page.locator(`button[value="${benefit}"]`).click();
    await expect(page).toHaveURL(/\/me\/claims\/c-[0-9a-z-]+$/);
    const claim = new URL(page.url()).pathname;
    await page.locator('#on').selectOption('documents');
    await page.locator('#what').fill('a new passport');
    await page.locator('#day').fill('2026-11-02');
    await page.locator('#amount').fill('fifty');
    await page.locator('main form button.button').filter({ hasText: /Add it|Agregar/ }).click();
    await expect(page.locator('#amount')).toHaveValue('fifty');
    await expect(page.locator('#what')).toHaveValue('a new passport');
    await looksRight(page, 'mistake', lang, hasScript);
    await page.locator('#amount').fill('50');
    await page.locator('main form button.button').filter({ hasText: /Add it|Agregar/ }).click();
    await expect(page.locator('main')).toContainText(says.whole);
    await looksRight(page, 'lines', lang, hasScript);
    // Two photos; what is none is refused with words.
    await page.locator('main a[href$="/evidence"]').click();
    const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/jpeg', buffer });
    await page.locator('#file').setInputFiles(file('page.jpg', Buffer.from('<html></html>')));
    await page.locator('main form button.button').click();
    await expect(page.locator('#file-error')).toBeVisible();
    if (hasScript) await stopped(page);
    for (const height of [300, 400]) {
      const photo = await page.screenshot({ type: 'jpeg', clip: { x: 0, y: 0, width: 300, height } });
      await page.locator('#file').setInputFiles(file(`receipt-${height}.jpg`, photo));
      await page.locator('main form:has(#file) button.button').click();
      await expect(page.locator('main')).toContainText(`receipt-${height}.jpg`);
    }
    await expect(page.locator('img.evidence')).toHaveCount(2);
    await looksRight(page, 'evidence', lang, hasScript);
    await page.goto(claim);
    await page.locator('main a[href$="/payout"]').click();
    await page.locator('#way').check();
    await page.locator('#name').fill('Ana Example');
    await page.locator('#routing').fill('021000021');
    await page.locator('#account').fill('0012345678');
    await looksRight(page, 'payout', lang, hasScript);
    await page.locator('main form button.button').click();
    await expect(page).toHaveURL(/\/send$/);
    await expect(page.locator('main')).toContainText('5678');
    await expect(page.locator('main')).not.toContainText('0012345678');
    await page.locator('#attest').check();
    await looksRight(page, 'send', lang, hasScript);
    await page.locator('main form button.button').click();
    await expect(page).toHaveURL(new RegExp(`${claim}$`));
    await looksRight(page, 'sent', lang, hasScript);

    // Where the money goes, changed with six digits, and thought better of.
    await page.locator('main a[href$="/payout"]').click();
    await page.locator('#way-iban').check();
    await page.locator('#iban').fill('DE89 3704 0044 0532 0130 00');
    await looksRight(page, 'elsewhere', lang, hasScript);
    const had = (await mailTexts(page.request, person)).filter((text) => DIGITS.test(text)).length;
    await page.locator('form:has(#iban) button.button').click();
    await page.locator('#digits').fill((await mailTo(page.request, person, DIGITS, had))[1]);
    await looksRight(page, 'elsewhere-digits', lang, hasScript);
    await page.locator('button[value="code"]').click();
    await expect(page.locator('main .note--done')).toContainText('3000');
    await expect(page.locator('main')).not.toContainText('DE89');
    await looksRight(page, 'elsewhere-waits', lang, hasScript);
    await mailTo(page.request, person, says.elsewhere);
    await page.locator('button[value="stop"]').click();
    await expect(page.locator('#iban')).toBeVisible();
    await page.goto(claim);

    // A question, an answer, a part.
    const number = claim.split('/').pop();
    const review = `${prefix}${STAFF}/claims/${number}`;
    await one.goto(`${prefix}${STAFF}/claims`);
    await looksRight(one, 'queue', lang, hasScript);
    await one.locator(`main a[href$="/claims/${number}"]`).click();
    await one.locator('button[value="take"]').click();
    await expect(one.locator('img.evidence')).toHaveCount(2);
    for (const image of await one.locator('img.evidence').all()) {
      await image.scrollIntoViewIfNeeded();
      await expect.poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBeGreaterThan(0);
    }
    await looksRight(one, 'review', lang, hasScript);
    await one.locator('#ask_what').fill('the bill of the office');
    await one.locator('#ask_why').fill('to see what was paid');
    await one.locator('#ask_example').fill('a photo of it');
    await one.locator('form:has(#ask_what) button.button').click();
    await mailTo(page.request, person, says.question);
    await page.goto(claim);
    await expect(page.locator('main')).toContainText('the bill of the office');
    await page.locator('#words').fill('It is on the second photo.');
    await looksRight(page, 'question', lang, hasScript);
    await page.locator('button[value="answer"]').click();
    await one.goto(review);
    await expect(one.locator('main')).toContainText('It is on the second photo.');
    await one.locator('#granted').fill('40');
    await one.locator('#approve_words').fill('The photo of the passport is not for this.');
    await one.locator('form:has(#granted) button.button').click();
    await mailTo(page.request, person, says.granted);
    await page.goto(claim);
    await expect(page.locator('main')).toContainText(says.part);

    // Another look, by somebody else.
    await page.locator('#words').fill('The office asks for a photo.');
    await page.locator('button[value="appeal"]').click();
    await one.goto(review);
    await expect(one.locator('button[value="take"]')).toHaveCount(0);
    await other.goto(review);
    await other.locator('button[value="take"]').click();
    await other.locator('form:has(#granted) button.button').click();
    await expect(other.locator('main')).toContainText('The office asks for a photo.');

    // The money.
    await one.goto(`${prefix}${STAFF}/payments`);
    await looksRight(one, 'payments', lang, hasScript);
    await one.locator('button[value="batch"]').first().click();
    await expect(one).toHaveURL(/\/payments\/[0-9a-f-]{36}$/);
    const batch = new URL(one.url()).pathname;
    await expect(one.locator('button[value="release"]')).toHaveCount(0);
    await other.goto(batch);
    await looksRight(other, 'batch', lang, hasScript);
    await other.locator('button[value="release"]').click();
    await expect(other.locator('main a[href$="/list.csv"]')).toBeVisible();
    const references = (await other.locator('main').innerText()).match(/P[0-9A-Z]{12}/g) ?? [];
    expect(references).toHaveLength(2);
    await page.goto(claim);
    await looksRight(page, 'on-its-way', lang, hasScript);
    await one.goto(`${prefix}${STAFF}/payments`);
    await one.locator('#results').fill(references.map((reference) => `${reference} paid`).join('\n'));
    await one.locator('button[value="results"]').click();
    await expect(one).toHaveURL(/paid=2&failed=0&before=0&unknown=0$/);
    await looksRight(one, 'books', lang, hasScript);
    await mailTo(page.request, person, says.paid);
    await page.goto(claim);
    await expect(page.locator('main')).toContainText(says.whole);
    await looksRight(page, 'paid', lang, hasScript);
    for (const context of [keeps, owner, one, other].map((page) => page.context())) await context.close();
    await context.close();
  });
}
