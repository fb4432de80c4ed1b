// The pages anybody may see: in both languages, narrow and wide, light and dark, with script and without.
import type { Page } from '@playwright/test';
import { fitsItsWidth, hasItsBones, isAccessible, picture } from './support/looks.ts';
import { expect, test } from './support/test.ts';

const PAGES = ['/', '/incidents/SLUG', '/check', '/open', '/code', '/subscribe', '/privacy', '/accessibility', '/nowhere-at-all'];
const name = (path: string) => path.replace(/^\/(incidents\/)?/, '').replaceAll('/', '-') || 'home';

/** The practice incident's address, found as a visitor finds it. */
async function incidentPath(page: Page): Promise<string> {
  await page.goto('/');
  if (new URL(page.url()).pathname.startsWith('/incidents/')) return new URL(page.url()).pathname;
  const href = await page.locator('a[href^="/incidents/"]').first().getAttribute('href');
  return new URL(href ?? '', page.url()).pathname.split('/').slice(0, 3).join('/');
}

for (const lang of ['en', 'es']) {
  for (const width of [360, 1280]) {
    test(`public pages hold in ${lang} at ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      const incident = await incidentPath(page);
      for (const path of PAGES.map((path) => path.replace('/incidents/SLUG', incident))) {
        await page.goto(lang === 'es' ? `/es${path === '/' ? '' : path}` : path);
        await hasItsBones(page, lang);
        await fitsItsWidth(page);
        await isAccessible(page);
        await picture(page, `${name(path)}-${lang}-${width}`);
      }
    });
  }
}

test('public pages carry no script and ask no other host', async ({ page, request }) => {
  const incident = await incidentPath(page);
  for (const path of PAGES.filter((path) => path !== '/open').map((path) => path.replace('/incidents/SLUG', incident))) {
    const html = await (await request.get(path)).text();
    expect(html, path).not.toMatch(/<script/i);
    expect(html, path).not.toMatch(/\sstyle=/i);
    expect(html, path).not.toMatch(/\son[a-z]+=/i);
  }
});

test('the one script of /open is our own file', async ({ request }) => {
  const html = await (await request.get('/open')).text();
  expect([...html.matchAll(/<script[^>]*>/g)].map((match) => match[0])).toEqual([expect.stringMatching(/src="\/open\.js"/)]);
});

test('pages fit 320 px, and 1280 px at 200 % zoom with large text', async ({ page }) => {
  const incident = await incidentPath(page);
  for (const width of [320, 640]) {
    await page.setViewportSize({ width, height: 640 });
    for (const path of PAGES.map((path) => path.replace('/incidents/SLUG', incident))) {
      for (const prefix of ['', '/es']) {
        await page.goto(prefix + path);
        await fitsItsWidth(page);
      }
    }
  }
});

test('dark holds as light does', async ({ page }) => {
  const incident = await incidentPath(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 360, height: 800 });
  for (const path of PAGES.map((path) => path.replace('/incidents/SLUG', incident))) {
    await page.goto(path);
    await isAccessible(page);
    await picture(page, `${name(path)}-dark-360`);
  }
});

test('every link on a public page leads somewhere', async ({ page, request }) => {
  const incident = await incidentPath(page);
  const seen = new Set<string>();
  for (const path of PAGES.map((path) => path.replace('/incidents/SLUG', incident))) {
    await page.goto(path);
    const links = await page.locator('a[href]').evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
    for (const link of links.filter((link) => link.startsWith(new URL(page.url()).origin))) seen.add(link.split('#')[0]);
  }
  expect(seen.size).toBeGreaterThan(5);
  for (const link of seen) {
    const answer = await request.get(link, { maxRedirects: 5 });
    // The page for what is not there is one page, and so is its other language.
    const isOwn404 = /\/(nowhere-at-all|not-found)$/.test(link);
    expect(answer.status(), link).toBe(isOwn404 ? 404 : 200);
  }
});

test('the incident page reads as a letter does: its parts in order', async ({ page }) => {
  await page.goto(await incidentPath(page));
  const snapshot = (await page.locator('body').ariaSnapshot()).toLowerCase();
  for (const part of ['banner', 'main', 'contentinfo']) expect(snapshot).toContain(part);
  const order = ['What Happened', 'What Information Was Involved', 'What We Are Doing', 'What You Can Do', 'For More Information'].map((part) => part.toLowerCase());
  const places = order.map((part) => snapshot.indexOf(`heading "${part}"`));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places[0]).toBeGreaterThan(0);
});

test('printed, the incident page drops what cannot be pressed', async ({ page }) => {
  await page.goto(await incidentPath(page));
  await page.emulateMedia({ media: 'print' });
  for (const button of await page.locator('button, nav').all()) await expect(button).toBeHidden();
  await picture(page, 'incident-print');
});
