// What people type and lists bring, viewed in a browser by the public, by the person and by staff: a trap in every page and a watch
// on its content policy. Nothing fires, and everything stands there as text.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { approve, colleague, inFrame, inZone, openIncident, publishIncident } from './support/colleagues.ts';
import { comeIn } from './support/people.ts';
import { PROGRAM, type Server } from './support/server.ts';
import { expect, test } from './support/test.ts';

test.describe.configure({ timeout: 420_000 });

const STRINGS: string[] = JSON.parse(readFileSync(new URL('../../server/tests/all/naughty/strings.json', import.meta.url), 'utf8'));
/** What would run, open an element or lead somewhere if it were not text. */
const ARMED = STRINGS.filter((text) => /[<>]|__pwned|javascript:|evil/.test(text));
const ALL = STRINGS.join('\n\n');

type Trap = { sprung: string[] };

/** In every page of the context: a trap, and a watch for what the content policy had to stop. */
async function setTrap(context: BrowserContext): Promise<Trap> {
  const trap: Trap = { sprung: [] };
  await context.exposeFunction('__sprung', (what: string) => trap.sprung.push(what));
  await context.addInitScript(() => {
    const tell = (what: string) => (window as unknown as { __sprung: (what: string) => void }).__sprung(`${what} on ${location.pathname}`);
    Object.defineProperty(window, '__pwned', { configurable: false, get: () => undefined, set: () => tell('__pwned') });
    document.addEventListener('securitypolicyviolation', (event) => tell(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
  });
  context.on('dialog', (dialog) => {
    trap.sprung.push(`a dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  return trap;
}

/** Goes there, moves over and focuses what would fire, and sees that no element of theirs is there. */
async function poke(page: Page, path: string): Promise<void> {
  const answer = await page.goto(path);
  expect(answer?.status() ?? 0, path).toBeLessThan(500);
  // Only the frames of our own preview stand in a page, and no image, vector or script that is not ours.
  const foreign = await page.evaluate(() =>
    [...document.querySelectorAll('script:not([nonce]):not([src^="/"]), img:not([src^="/"]):not([src^="data:image/svg"]), math, object, embed, iframe:not(.keep__frame), [onerror], [onload], [onfocus], [onmouseover], [onclick], a[href^="javascript:" i], a[href^="data:" i]')].map((element) => element.outerHTML.slice(0, 200)));
  expect(foreign, path).toEqual([]);
  for (const input of await page.locator('input:visible, textarea:visible, summary:visible').all()) await input.focus();
}

/** Opens what is folded away. */
async function unfold(page: Page): Promise<void> {
  const folded = page.locator('main details:not([open]) > summary');
  while ((await folded.count()) > 0) await folded.first().click();
}

/** Every page of staff from `start` on that leads by a link, kinds of pages as often as `most`. */
async function crawl(page: Page, start: string, most = 2): Promise<number> {
  const found = new Set([start]);
  const seen = new Map<string, number>();
  let pages = 0;
  for (const path of found) {
    const kind = path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '{id}').replace(/requests\/[^/]+/, 'requests/{number}').split('?')[0];
    const times = seen.get(kind) ?? 0;
    if (times >= most || pages > 45 || /signout|\.csv|\.jsonl/.test(path)) continue;
    seen.set(kind, times + 1);
    pages += 1;
    await poke(page, path);
    const links = await page.locator('a[href^="/staff"], a[href^="/incidents"]').evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
    for (const link of links) found.add(link.split('#')[0]);
  }
  return pages;
}

/** A list with a naughty name in every row, read on the command line. */
function importNames(server: Server): string[] {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const names = ARMED.filter((text) => !/[\n\r]/.test(text));
  const rows = names.map((name, at) => [`N${at}`, name, name, `naughty.${at}@example.org`, 'US-CA', 'US', 'en', 'adult', 'name;email'].map(quoted).join(','));
  const file = join(server.folder, 'naughty.csv');
  writeFileSync(file, ['external_id,given_name,family_name,email,region,country,language,kind,categories', ...rows].join('\n'));
  // Tests beside this one open incidents of their own on the same server; its mail box is the practice incident's.
  const slug = 'harbour-supply';
  execFileSync(PROGRAM, ['import', file, '--incident', slug, '--accept', '--reason', ARMED[1], '--data-dir', server.folder], { stdio: ['ignore', 'ignore', 'ignore'] });
  return [slug, ...names];
}

test('nothing that staff type or a list brings runs anywhere', async ({ browser, server }) => {
  const [practice, ...names] = importNames(server);
  const ana = await colleague(browser, server, 'ana6@example.org', 'owner');
  const ben = await colleague(browser, server, 'ben6@example.org', 'owner');
  const traps = [await setTrap(ana.context()), await setTrap(ben.context())];

  // Every text of an incident, every fact and fix, kept while it is typed and shown in the live preview.
  await openIncident(ana, 'naughty');
  await ana.locator('.keep summary').click();
  for (const area of await ana.locator('textarea').all()) await area.fill(ALL);
  await expect(ana.locator('.keep__words')).toContainText('Saved at');
  await expect.poll(() => inFrame(ana, 0, 'main')).toContain('window.__pwned');
  await ana.getByRole('button', { name: 'Save and stay' }).last().click();
  await expect(ana).toHaveURL(/done=saved/);
  for (const page of ['facts', 'fixes']) {
    await ana.goto(`/staff/incidents/naughty/${page}`);
    for (const area of await ana.locator('textarea').all()) await area.fill(ALL);
    await ana.getByRole('button', { name: 'Save and stay' }).last().click();
    await expect(ana).toHaveURL(/done=saved/);
  }
  for (const [page, field] of [['dates', 'zone'], ['contacts', 'password_reset']]) {
    await ana.goto(`/staff/incidents/naughty/${page}`);
    await ana.locator(`#${field}`).fill(ARMED[2]);
    await ana.getByRole('button', { name: 'Save and stay' }).last().click();
    await expect(ana.locator('.summary')).toBeVisible();
  }
  // The title is one line of the page and may not be that long.
  await ana.goto('/staff/incidents/naughty/texts');
  await ana.locator('[name="section.title.en"]').fill(ARMED.slice(0, 8).join(' '));
  await ana.locator('[name="section.title.es"]').fill(ARMED.slice(8, 16).join(' '));
  await ana.getByRole('button', { name: 'Save and stay' }).last().click();
  await publishIncident(ana, ben, 'naughty');
  const next = inZone(24 * 60);
  for (const title of [ARMED[0], ARMED[3], ARMED[6]]) {
    await ana.goto('/staff/incidents/naughty/updates/new');
    for (const lang of ['en', 'es']) {
      await ana.locator(`#title_${lang}`).fill(title);
      await ana.locator(`#body_${lang}`).fill(ALL);
    }
    await expect(ana.locator('.keep__words')).toContainText('Saved at');
    await ana.locator('#next_day').fill(next.day);
    await ana.locator('#next_hour').fill(next.hour);
    await ana.getByRole('button', { name: 'Send to a second person' }).click();
    await approve(ben, title);
  }
  // A draft that stays one, and a name of a colleague.
  await ana.goto('/staff/incidents/naughty/updates/new');
  await ana.locator('#title_en').fill(ARMED[4]);
  await expect(ana.locator('.keep__words')).toContainText('Saved at');

  // People whose names came with a list: found, their contact shown with a naughty reason, and invited anew.
  const armed = names.slice(0, 3);
  for (const at of armed.keys()) {
    await ana.goto(`/staff/incidents/${practice}/people`);
    await ana.locator('#value').fill(`naughty.${at}@example.org`);
    await ana.locator('#value').press('Enter');
    if (!/\/people\/[0-9a-f-]{36}/.test(ana.url())) await ana.locator('main a[href*="/people/"]').first().click();
    await unfold(ana);
    await ana.locator('#show_reason').fill(ARMED[5]);
    await ana.locator('#show_reason').press('Enter');
    await expect(ana.locator('main')).toContainText(armed[at]);
    await ana.locator('#reissue_reason').fill(ARMED[7]);
    await ana.locator('#reissue_reason').press('Enter');
    // Who leaves before the answer may not have sent it.
    await expect(ana).toHaveURL(/done=reissued$/);
  }

  // The public, in both languages.
  const stranger = await browser.newContext({ baseURL: server.origin });
  traps.push(await setTrap(stranger));
  const page = await stranger.newPage();
  for (const lang of ['', '/es']) {
    for (const path of ['/incidents/naughty', '/incidents/naughty/revisions', '/practice/mail']) await poke(page, lang + path);
    await page.goto(`${lang}/incidents/naughty`);
    await expect(page.locator('main')).toContainText('<script>window.__pwned=1</script>');
    const updates = await page.locator('a[href*="/updates/"]').evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
    expect(new Set(updates).size).toBeGreaterThanOrEqual(3);
    for (const link of new Set(updates)) await poke(page, link);
  }

  // The person.
  const person = await browser.newContext({ baseURL: server.origin });
  traps.push(await setTrap(person));
  const theirs = await person.newPage();
  await comeIn(theirs, { email: 'naughty.0@example.org', given: armed[0], family: armed[0], lang: 'en', kind: 'adult', categories: [] });
  for (const path of ['/me', '/me/safety', '/me/print', '/me/contact', '/me/help', '/me/not-me']) {
    await poke(theirs, path);
    await poke(theirs, `/es${path}`);
  }
  await theirs.goto('/me');
  await expect(theirs.locator('body')).toContainText(armed[0]);

  // Staff, page by page.
  const pages = (await crawl(ana, '/staff')) + (await crawl(ana, '/staff/incidents/naughty')) + (await crawl(ana, `/staff/incidents/${practice}/people`));
  console.log(`${STRINGS.length} strings, ${pages} pages of staff looked at; traps sprung: ${traps.flatMap((trap) => trap.sprung).length}`);
  expect(pages).toBeGreaterThan(60);
  expect(traps.flatMap((trap) => trap.sprung)).toEqual([]);
  for (const context of [ana.context(), ben.context(), stranger, person]) await context.close();
});

test('the trap would spring', async ({ browser, server }) => {
  const context = await browser.newContext({ baseURL: server.origin });
  const trap = await setTrap(context);
  const page = await context.newPage();
  await page.goto('/');
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<img src="https://evil.example/p.png">');
    (window as unknown as { __pwned: number }).__pwned = 1;
  });
  await expect.poll(() => trap.sprung.length).toBeGreaterThanOrEqual(2);
  await context.close();
});
