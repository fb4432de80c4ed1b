// Updates by e-mail: signing up, the mail in the practice box, confirming, choosing, leaving, coming back.
import type { APIRequestContext, Page } from '@playwright/test';
import { fitsItsWidth, hasItsBones, isAccessible, picture } from './support/looks.ts';
import { expect, test } from './support/test.ts';

const LINK = /https?:\/\/[^\s"<]+\/subscriptions\/(?:confirm|open)#[0-9a-z]{52}/;

/** The newest link of ours in a mail to this address. */
async function linkTo(request: APIRequestContext, email: string, kind: 'confirm' | 'open'): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const list = await (await request.get('/practice/mail')).text();
    for (const [, path] of list.matchAll(/href="(\/practice\/mail\/[0-9a-f-]{36})"/g)) {
      const mail = await (await request.get(path)).text();
      const link = mail.match(LINK)?.[0];
      if (mail.includes(email) && link?.includes(`/${kind}#`)) return link;
      if (!mail.includes('@example.org')) break;
    }
    await new Promise((wake) => setTimeout(wake, 300));
  }
  throw new Error(`no mail to ${email} with a link to ${kind}`);
}

/** Opens the link as a mail program would; without script the link is pasted. */
async function follow(page: Page, link: string, hasScript: boolean, look: (name: string) => Promise<void>, name: string): Promise<void> {
  const url = new URL(link);
  await page.goto(hasScript ? url.pathname + url.hash : url.pathname);
  if (!hasScript) await page.locator('#code').fill(link);
  else await expect(page).toHaveURL(url.origin + url.pathname);
  await look(name);
  await page.locator(hasScript ? '#open-link button' : '#open-code button').click();
}

const ways = [
  { lang: 'en', width: 1280, hasScript: true },
  { lang: 'es', width: 360, hasScript: true },
  { lang: 'es', width: 360, hasScript: false },
] as const;
for (const { lang, width, hasScript } of ways) {
  test.describe(`${lang}, ${width} px, ${hasScript ? 'with' : 'without'} script`, () => {
    test.use({ javaScriptEnabled: hasScript, viewport: { width, height: 800 } });

    test('from the page of an incident to updates, another pace, out and back', async ({ page }) => {
      const email = `reader-${lang}-${hasScript ? 'script' : 'plain'}@example.org`;
      const root = lang === 'es' ? '/es' : '';
      const look = async (name: string) => {
        await hasItsBones(page, lang);
        await fitsItsWidth(page);
        if (hasScript) await isAccessible(page);
        await picture(page, `subscribe-${name}-${lang}-${width}${hasScript ? '' : '-no-script'}`);
      };
      await page.goto(`${root}/incidents/harbour-supply`);
      await page.locator('a[href*="/subscribe?incident="]').click();
      await look('1-subscribe');
      await page.locator('form[action$="/subscribe"] button').click();
      await expect(page.locator('.summary')).toBeVisible();
      await look('2-mistake');
      await page.locator('#email').fill(email);
      await page.locator('form[action$="/subscribe"] button').click();
      await expect(page).toHaveURL(/\/subscribe\/sent$/);
      await look('3-sent');

      await follow(page, await linkTo(page.request, email, 'confirm'), hasScript, look, '4-confirm');
      await expect(page).toHaveURL(/\/subscriptions\?done=confirmed$/);
      await look('5-choices');
      await expect(page.locator('main')).not.toContainText(email);
      await page.locator('input[name="topic-fixes"]').uncheck();
      await page.locator('#pace-daily').check();
      await page.locator('form:has([name="pace"]) button').click();
      await expect(page).toHaveURL(/\/subscriptions\?done=saved$/);
      await expect(page.locator('input[name="topic-fixes"]')).not.toBeChecked();
      await expect(page.locator('#pace-daily')).toBeChecked();
      await look('6-saved');

      await page.locator('form:has([value="leave"]) button').click();
      await expect(page.locator('form:has([value="back"])')).toBeVisible();
      await look('7-left');
      await page.locator('form:has([value="back"]) button').click();
      await expect(page).toHaveURL(/\/subscriptions\?done=back$/);
      await expect(page.locator('#pace-daily')).toBeChecked();

      // On another day, in another browser: the link comes again.
      await page.context().clearCookies();
      await page.goto(`${root}/subscriptions`);
      await look('8-nobody');
      await page.locator('#email').fill(email);
      await page.locator('form[action$="/subscriptions/link"] button').click();
      await expect(page).toHaveURL(/\/subscriptions\/link\/sent$/);
      await look('9-link-sent');
      await follow(page, await linkTo(page.request, email, 'open'), hasScript, look, '10-open');
      await expect(page).toHaveURL(/\/subscriptions$/);
      await expect(page.locator('#pace-daily')).toBeChecked();
    });
  });
}
