// "Is this message really from you?": a real mail out of the practice box, a fake, a report; and the banner in another site's frame.
import type { APIRequestContext } from '@playwright/test';
import { fitsItsWidth, hasItsBones, isAccessible, picture } from './support/looks.ts';
import { expect, test } from './support/test.ts';

const WORD = /(?:check word|control de este mensaje): ([0-9A-Z]{5}-[0-9A-Z]{5})/;
/** Where mail of the practice incident comes from. */
const SENDER = 'help@example.org';

/** The check word of the newest mail to this address. */
async function wordTo(request: APIRequestContext, email: string): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const list = await (await request.get('/practice/mail')).text();
    for (const [, path] of list.matchAll(/href="(\/practice\/mail\/[0-9a-f-]{36})"/g)) {
      const mail = await (await request.get(path)).text();
      const word = mail.match(WORD)?.[1];
      if (mail.includes(email) && word) return word;
    }
    await new Promise((wake) => setTimeout(wake, 300));
  }
  throw new Error(`no mail to ${email} with a check word`);
}

const ways = [
  { lang: 'en', width: 1280, hasScript: true },
  { lang: 'es', width: 360, hasScript: true },
  { lang: 'es', width: 360, hasScript: false },
] as const;
for (const { lang, width, hasScript } of ways) {
  test.describe(`${lang}, ${width} px, ${hasScript ? 'with' : 'without'} script`, () => {
    test.use({ javaScriptEnabled: hasScript, viewport: { width, height: 800 } });

    test('a real message is known, a fake is not and can be reported', async ({ page }) => {
      const email = `genuine-${lang}-${hasScript ? 'script' : 'plain'}@example.org`;
      const root = lang === 'es' ? '/es' : '';
      const look = async (name: string) => {
        await hasItsBones(page, lang);
        await fitsItsWidth(page);
        if (hasScript) await isAccessible(page);
        await picture(page, `genuine-${name}-${lang}-${width}${hasScript ? '' : '-no-script'}`);
      };
      // Any mail will do: that of a sign-up.
      await page.goto(`${root}/subscribe?incident=harbour-supply`);
      await page.locator('#email').fill(email);
      await page.locator('form[action$="/subscribe"] button').click();
      const word = await wordTo(page.request, email);

      await page.goto(`${root}/incidents/harbour-supply`);
      await page.locator('#contact a[href$="/genuine"]').click();
      await look('1-page');
      await page.locator('form[action$="/genuine"] button').click();
      await expect(page.locator('.summary')).toBeVisible();
      await look('2-mistake');
      await page.locator('#word').fill(word.toLowerCase().replace('-', ' '));
      await page.locator('#sender').fill(SENDER);
      await page.locator('form[action$="/genuine"] button').click();
      await expect(page.locator('#answer.note--done')).toBeVisible();
      await expect(page.locator('main')).not.toContainText(email);
      await look('3-ours');

      await page.locator('#sender').fill('incident@example.net');
      await page.locator('form[action$="/genuine"] button').click();
      await expect(page.locator('#answer.note--open')).toBeVisible();
      await expect(page.locator('#word')).toHaveValue(word.toLowerCase().replace('-', ' '));
      await look('4-not-ours');

      await page.locator('#message').fill('It wants the number of my card.');
      await page.locator('form[action$="/genuine/report"] button').click();
      await expect(page).toHaveURL(/\/genuine\/reports\/r-[0-9a-z]{4}-[0-9a-z]{4}$/);
      await look('5-reported');
    });
  });
}

test('the banner stands in the frame of a page, and its link opens in the whole window', async ({ page, server }) => {
  // A page of its own at an address of ours, for no test may ask another host; a page that refuses frames refuses this one too.
  const html = '<!doctype html><html lang="en"><title>Home</title><iframe src="/incidents/harbour-supply/banner" title="Notice" width="600" height="200"></iframe></html>';
  await page.route(`${server.origin}/home`, (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto('/home');
  const banner = page.frameLocator('iframe');
  await expect(banner.locator('h1')).toBeVisible();
  await banner.locator('a').click();
  await expect(page).toHaveURL(/\/incidents\/harbour-supply$/);
});
