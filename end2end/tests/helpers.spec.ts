// "I am her mother": somebody asks for help, staff answer and let her in, she comes in by the mail in the practice box, ticks a
// step; the person sees that and ends it, and her next press is refused.
import type { Browser, Page } from '@playwright/test';
import { comeIn, mailTo, open, type Person, people, prove } from './support/people.ts';
import { fitsItsWidth, hasItsBones, isAccessible, picture } from './support/looks.ts';
import type { Server } from './support/server.ts';
import { add, setUp } from './support/staff.ts';
import { expect, test } from './support/test.ts';

test.describe.configure({ timeout: 240_000 });

const PEOPLE = '/staff/incidents/harbour-supply/people';

/** axe needs timers, which stand still where scripts are off. */
async function looksRight(page: Page, name: string, lang: string, hasScript: boolean): Promise<void> {
  if (hasScript) await isAccessible(page);
  await hasItsBones(page, lang);
  await fitsItsWidth(page);
  await picture(page, `helpers-${name}-${lang}`);
}

/** A member of staff in a window of their own. */
async function staff(browser: Browser, server: Server, email: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: server.origin })).newPage();
  await page.goto(add(server, email));
  await page.locator('#open-link button').click();
  await setUp(page);
  return page;
}

/** The mother writes to us: she has no page of her own. */
async function ask(page: Page, prefix: string, mother: Person, child: Person): Promise<void> {
  await page.goto(`${prefix}/help`);
  // Asked only where a test before has opened another incident.
  const about = page.locator('input[type="radio"][name="incident"][value="harbour-supply"]');
  if ((await about.count()) > 0) await about.check();
  await page.locator('input[value="for_somebody"]').check();
  await page.locator('#name').fill(mother.given);
  await page.locator('#answer_to').fill(mother.email);
  await page.locator('#message').fill(`I am the mother of ${child.given} ${child.family}.`);
  await page.locator('main form[action$="/help"] button').click();
  await expect(page).toHaveURL(/\/help\/requests\/r-/);
}

/** Staff read it, answer, and let her in. */
async function letIn(page: Page, lang: string, mother: Person, child: Person): Promise<void> {
  await page.goto('/staff/incidents/harbour-supply/requests');
  await page.locator('main a[href*="/requests/r-"]').last().click();
  await expect(page.locator('main')).toContainText(`I am the mother of ${child.given}`);
  await page.locator('#answer').fill('We have seen the birth certificate. Your own way in comes by mail.');
  await page.locator('form:has(input[value="answer"]) button').click();
  await expect(page).toHaveURL(/done=mailed/);
  await page.goto(PEOPLE);
  await page.locator('#value').fill(child.email);
  await page.locator(`main form[action="${PEOPLE}"] button`).click();
  await page.locator('main a[href$="/helpers"]').click();
  await expect(page.locator('#kind option')).toHaveCount(2);
  await page.locator('#name').fill(mother.given);
  await page.locator('#email').fill(mother.email);
  await page.locator('#lang').selectOption(lang);
  await page.locator('form:has(#email) button').click();
  await expect(page.locator('.summary'), 'a reason is asked for').toBeVisible();
  await expect(page.locator('#email')).toHaveValue(mother.email);
  await page.locator('#reason').fill('Birth certificate seen');
  await page.locator('form:has(#email) button').click();
  await expect(page).toHaveURL(/done=named/);
  await isAccessible(page);
}

const WAYS = [
  { name: 'in English', lang: 'en', width: 1280, hasScript: true, child: 0 },
  { name: 'in Spanish on a small screen', lang: 'es', width: 360, hasScript: true, child: 0 },
  { name: 'with script off', lang: 'en', width: 1280, hasScript: false, child: 2 },
] as const;

for (const way of WAYS) {
  test(`a mother is let in, ticks a step, is seen and is out again, ${way.name}`, async ({ browser, server, watch }) => {
    const { lang, hasScript } = way;
    const prefix = lang === 'es' ? '/es' : '';
    const child = people(lang, 'minor')[way.child];
    const mother: Person = { ...child, email: `rosa.${lang}.${way.child}@example.org`, given: 'Rosa Vaughn' };
    const viewport = { width: way.width, height: 900 };
    const fresh = async () => {
      const page = await (await browser.newContext({ baseURL: server.origin, viewport, javaScriptEnabled: hasScript })).newPage();
      watch.of(page);
      return page;
    };
    const hers = await fresh();
    await ask(hers, prefix, mother, child);
    const desk = await staff(browser, server, `agent.${lang}.${way.child}@example.org`);
    await letIn(desk, lang, mother, child);

    await open(hers, mother, hasScript);
    const shown = await hers.locator('body').innerText();
    expect(shown, 'a forwarded link tells nobody whose page it is').not.toContain(child.given);
    await prove(hers, mother);
    await expect(hers.locator('h1')).toContainText(child.given);
    await looksRight(hers, 'page', lang, hasScript);
    // Without script the press sends the form; with it the island does.
    await hers.locator('button.tick').first().click();
    if (!hasScript) await expect(hers).toHaveURL(/\/me#step-/);
    await expect(hers.locator('button.tick[aria-pressed="true"]')).toHaveCount(1);
    expect((await hers.goto(`${prefix}/me/contact`))?.status()).toBe(403);
    await looksRight(hers, 'refused', lang, hasScript);
    await hers.goto(`${prefix}/me`);

    const theirs = await fresh();
    await comeIn(theirs, child, hasScript);
    await theirs.locator('main a[href$="/me/helpers"]').click();
    await expect(theirs.locator('main ul.list')).toContainText('Rosa Vaughn');
    await expect(theirs.locator('main ul.prose-list').first().locator('li')).toHaveCount(2);
    await looksRight(theirs, 'seen', lang, hasScript);
    await theirs.locator('form:has(input[value="end"]) button').click();
    await expect(theirs).toHaveURL(/done=ended/);
    await looksRight(theirs, 'ended', lang, hasScript);

    // Her next press: the same button that worked a minute ago.
    await hers.locator('button.tick').first().click();
    await expect(hers.locator('h1')).not.toContainText(child.given);
    expect((await hers.goto(`${prefix}/me`))?.status()).toBe(401);
    for (const page of [hers, theirs, desk]) await page.context().close();
  });
}

test('a person names a helper themselves, with six digits from their own address', async ({ page, request, server }) => {
  const person = people('en')[60];
  await comeIn(page, person);
  await page.goto('/me/helpers');
  await looksRight(page, 'name', 'en', true);
  await page.locator('#name').fill('Sam Ode');
  await page.locator('#email').fill('sam.ode@example.org');
  await page.locator('form:has(#email) button').click();
  const digits = (await mailTo(request, person, /let somebody help you[\s\S]*?^\s*(\d{6})\s*$/m))[1];
  await page.locator('#digits').fill(digits);
  await page.locator('#digits').press('Enter');
  await expect(page).toHaveURL(/done=named/);
  await expect(page.locator('main ul.list')).toContainText('Sam Ode');
  const sam: Person = { ...person, email: 'sam.ode@example.org' };
  await mailTo(request, sam, /your own way in/);
  await mailTo(request, person, /you named Sam Ode to help you/);
  expect(server.origin).toContain('localhost');
});
