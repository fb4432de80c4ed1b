// A notice from the template to the last person: counted, written, read as three people, approved by a colleague, released stage by stage,
// stopped and gone on with. With script and without, in both languages.
import type { Page } from '@playwright/test';
import { colleague } from './support/colleagues.ts';
import { fitsItsWidth, hasItsBones, isAccessible, picture } from './support/looks.ts';
import { expect, test } from './support/test.ts';

test.describe.configure({ timeout: 240_000 });

const NOTICES = '/staff/incidents/harbour-supply/notices';
const WAYS = [
  { name: 'in English, with script', lang: 'en', width: 1280, hasScript: true },
  { name: 'in Spanish on a small screen, without script', lang: 'es', width: 360, hasScript: false },
] as const;

async function looksRight(page: Page, name: string, lang: string, hasScript: boolean): Promise<void> {
  if (hasScript) await isAccessible(page);
  await hasItsBones(page, lang);
  await fitsItsWidth(page);
  await picture(page, `notices-${name}-${lang}`);
}

for (const way of WAYS) {
  test(`a notice reaches the last of a thousand people, ${way.name}`, async ({ browser, server, watch }) => {
    const { lang, hasScript } = way;
    const prefix = lang === 'es' ? '/es' : '';
    const options = { viewport: { width: way.width, height: 900 }, javaScriptEnabled: hasScript };
    const ana = await colleague(browser, server, `ana.${lang}@example.org`, 'sender', options);
    const ben = await colleague(browser, server, `ben.${lang}@example.org`, 'owner', options);
    watch.of(ana);
    watch.of(ben);
    const main = (page: Page) => page.locator('main');

    // Whom it is for, and how many that is, before anything.
    await ana.goto(`${prefix}${NOTICES}/new`);
    await looksRight(ana, 'new', lang, hasScript);
    await ana.locator('#name').fill(`Reminder ${lang}`);
    await ana.locator('button[value="count"]').click();
    await expect(ana.locator('#counted')).toContainText(/\d{3} (people|personas)/);
    await expect(ana.locator('#name')).toHaveValue(`Reminder ${lang}`);
    await ana.locator('button[value="write"]').click();
    await expect(ana).toHaveURL(/\/notices\/[0-9a-f-]{36}$/);
    const notice = new URL(ana.url()).pathname;
    await looksRight(ana, 'draft', lang, hasScript);

    // As three people who differ get it, link and code masked.
    await ana.goto(`${notice}/preview`);
    await ana.locator('main form button.button').click();
    await expect(ana.locator('article.card')).toHaveCount(3);
    await expect(main(ana)).toContainText('••••••••');
    expect(await main(ana).innerText()).not.toMatch(/\bE-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b|@@/);
    await looksRight(ana, 'preview', lang, hasScript);

    const press = async (page: Page, act: string) => {
      await page.goto(`${notice}/${act}`);
      await page.locator('main form button.button').last().click();
      await expect(page, act).toHaveURL(notice);
    };
    const comesTo = async (page: Page, words: RegExp) => {
      await expect(async () => {
        await page.goto(notice);
        await expect(main(page)).toContainText(words, { timeout: 300 });
      }).toPass({ timeout: 90_000, intervals: [1000] });
    };
    const held = lang === 'es' ? /En espera tras una etapa/ : /Held after a stage/;
    await press(ana, 'ask');
    // Who wrote it is told that somebody else approves it.
    await ana.goto(`${notice}/approve`);
    await ana.locator('main form button.button').last().click();
    await expect(ana.locator('.summary')).toBeVisible();
    await ben.goto(`${prefix}/staff`);
    await expect(main(ben).locator(`a[href$="${notice.replace('/es', '')}"]`).first()).toBeVisible();
    await ben.goto(`${notice}/approve`);
    await looksRight(ben, 'approve', lang, hasScript);
    await press(ben, 'approve');
    await comesTo(ben, held);
    const before = await ben.locator('#figure-sent').innerText();
    // A colleague lets it go on; with script, the page that is open moves and says so, and nobody loads it again.
    await press(ana, 'release');
    if (hasScript) {
      await expect(ben.locator('#figure-sent')).not.toHaveText(before, { timeout: 60_000 });
      await expect(ben.locator('#figures [role="status"]')).toContainText('This notice is at another point now');
      await expect(ben.locator('#figures [role="status"]')).toContainText(held, { timeout: 60_000 });
      await expect(ben.locator('#figures [role="status"] a')).toBeVisible();
      await looksRight(ben, 'moved', lang, hasScript);
    }
    await comesTo(ben, held);
    await looksRight(ben, 'held', lang, hasScript);
    await press(ben, 'release');
    await comesTo(ben, /100 (in|de cada) 100|100 %/);
    await looksRight(ben, 'done', lang, hasScript);

    const [report] = await Promise.all([ben.waitForEvent('download'), ben.locator('a[href$="/report.csv"]').click()]);
    expect(report.suggestedFilename()).toMatch(/\.csv$/);
    await ben.goto(`${prefix}/staff/notices`);
    await expect(main(ben)).toContainText(`Reminder ${lang}`);
    await looksRight(ben, 'list', lang, hasScript);
    for (const page of [ana, ben]) await page.context().close();
  });
}
