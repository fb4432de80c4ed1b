// Identity protection: one member of staff writes the offer, another opens it and adds codes, a person takes theirs in one press. With script in English; without,
// in Spanish, on a small screen.
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
  await picture(page, `protection-${name}-${lang}`);
}

for (const way of WAYS) {
  test(`a code in one press, ${way.name}`, async ({ browser, server, watch }) => {
    const { lang, hasScript } = way;
    const prefix = lang === 'es' ? '/es' : '';
    const options = { viewport: { width: way.width, height: 900 }, javaScriptEnabled: hasScript };
    const ana = await colleague(browser, server, `ana.protects.${lang}@example.org`, 'compliance', options);
    const ben = await colleague(browser, server, `ben.protects.${lang}@example.org`, 'owner', options);
    watch.of(ana);
    await ana.goto(prefix + BENEFITS);
    // Who can have it: closed it is for everybody; open it has to fit too.
    await ana.locator('main details.fold > summary').first().click();
    await expect(ana.locator('#kind-minor')).toBeVisible();
    await looksRight(ana, 'list', lang, hasScript);
    await ana.locator('#provider').fill('Example Watch');
    await ana.locator('#url').fill('https://watch.example.org/start');
    await ana.locator('#enrol_by').fill('2099-12-31');
    await ana.locator('#asks_en').fill('name and address');
    await ana.locator('#asks_es').fill('nombre y dirección');
    await ana.locator('#red-renewal').check();
    await ana.locator('main form:has(#provider) button.button').click();
    await expect(ana).toHaveURL(/\/benefits\/[0-9a-f-]{36}$/);
    const offer = new URL(ana.url()).pathname;

    await ben.goto(offer);
    await looksRight(ben, 'draft', lang, hasScript);
    await ben.locator('button[value="open"]').click();
    await expect(ben.locator('button[value="close"]')).toBeVisible();
    await ben.locator('#codes').fill(['A', 'B', 'C'].map((end) => `CODE-${lang}-${end}`).join('\n'));
    await ben.locator('button[value="codes"]').click();
    await expect(ben).toHaveURL(/added=3&known=0&shared=0$/);
    await looksRight(ben, 'open', lang, hasScript);

    const context = await browser.newContext({ ...options, baseURL: server.origin });
    const page = await context.newPage();
    watch.of(page);
    const person = people(lang)[lang === 'en' ? 41 : 23];
    await comeIn(page, person, hasScript);
    await page.goto(`${prefix}/me`);
    await page.locator('main a[href$="/me/protection"]').click();
    await expect(page.locator('main')).toContainText('Example Watch');
    await looksRight(page, 'offer', lang, hasScript);
    await page.locator('button[value="take"]').click();
    await expect(page.locator('#code')).toHaveText(new RegExp(`^CODE-${lang}-[ABC]$`));
    const code = await page.locator('#code').innerText();
    await looksRight(page, 'code', lang, hasScript);
    await mailTo(page.request, person, new RegExp(code));

    // It did not work: another one.
    await page.locator('summary').filter({ hasText: /It did not work|No funcionó/ }).click();
    await page.locator('#why').check();
    await page.locator('button[value="trouble"]').click();
    await expect(page.locator('#code')).not.toHaveText(code);
    if (hasScript) await expect(page.locator('main button[type="button"]')).toBeVisible();
    for (const one of [ana.context(), ben.context(), context]) await one.close();
  });
}
