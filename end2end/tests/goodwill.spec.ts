// A gift: one member of staff writes it, another opens it and adds codes, a person says no, thinks better of it and has a code. With script in English;
// without, in Spanish, on a small screen.
import type { Page } from '@playwright/test';
import { colleague } from './support/colleagues.ts';
import { fitsItsWidth, hasItsBones, isAccessible, picture } from './support/looks.ts';
import { comeIn, mailTo, people } from './support/people.ts';
import { expect, test } from './support/test.ts';

test.describe.configure({ timeout: 180_000 });

const BENEFITS = '/staff/incidents/harbour-supply/benefits';
const WAYS = [
  { name: 'in English, with script', lang: 'en', width: 1280, hasScript: true },
  { name: 'in Spanish on a small screen, without script', lang: 'es', width: 360, hasScript: false },
] as const;

async function looksRight(page: Page, name: string, lang: string, hasScript: boolean): Promise<void> {
  if (hasScript) await isAccessible(page);
  await hasItsBones(page, lang);
  await fitsItsWidth(page);
  await picture(page, `goodwill-${name}-${lang}`);
}

for (const way of WAYS) {
  test(`a gift refused and taken after all, ${way.name}`, async ({ browser, server, watch }) => {
    const { lang, hasScript } = way;
    const prefix = lang === 'es' ? '/es' : '';
    const options = { viewport: { width: way.width, height: 900 }, javaScriptEnabled: hasScript };
    const ana = await colleague(browser, server, `ana.gives.${lang}@example.org`, 'compliance', options);
    const ben = await colleague(browser, server, `ben.gives.${lang}@example.org`, 'owner', options);
    for (const page of [ana, ben]) watch.of(page);
    await ana.goto(`${prefix}${BENEFITS}/goodwill`);
    await looksRight(ana, 'new', lang, hasScript);
    await ana.locator('#what_en').fill(`A voucher for 20 dollars (${lang})`);
    await ana.locator('#what_es').fill(`Un vale de 20 dólares (${lang})`);
    await ana.locator('#url').fill('https://shop.example.org/voucher');
    await ana.locator('main form button.button').last().click();
    await expect(ana).toHaveURL(/\/benefits\/[0-9a-f-]{36}$/);
    const offer = new URL(ana.url()).pathname;
    await ben.goto(offer);
    await ben.locator('button[value="open"]').click();
    await ben.locator('#codes').fill(`GIFT-${lang}-A\nGIFT-${lang}-B`);
    await ben.locator('button[value="codes"]').click();
    await expect(ben).toHaveURL(/added=2&known=0&shared=0$/);
    await looksRight(ben, 'open', lang, hasScript);

    const context = await browser.newContext({ ...options, baseURL: server.origin });
    const page = await context.newPage();
    watch.of(page);
    const person = people(lang)[lang === 'en' ? 47 : 29];
    await comeIn(page, person, hasScript);
    await page.locator('main a[href$="/me/goodwill"]').click();
    const card = page.locator('section.card').filter({ hasText: `(${lang})` });
    await looksRight(page, 'offered', lang, hasScript);
    await card.locator('button[value="refuse"]').click();
    await expect(card.locator('button[value="refuse"]')).toHaveCount(0);
    await looksRight(page, 'refused', lang, hasScript);
    await card.locator('button[value="take"]').click();
    await expect(card.locator('code')).toHaveText(new RegExp(`^GIFT-${lang}-[AB]$`));
    await looksRight(page, 'taken', lang, hasScript);
    await mailTo(page.request, person, new RegExp(await card.locator('code').innerText()));
    for (const one of [ana.context(), ben.context(), context]) await one.close();
  });
}
