// What must not happen: a GET that changes something, a forwarded link that tells, a form that is lost.
import { execFileSync } from 'node:child_process';
import type { Server } from './support/server.ts';
import { askForDigits, comeIn, LINK, mailTexts, mailTo, open, people, typeDigits } from './support/people.ts';
import { expect, test } from './support/test.ts';

test('GET on every link of a mail and of the pages, 50 times, changes nothing', async ({ page, request, baseURL }) => {
  test.setTimeout(180_000);
  const person = people('en')[30];
  const link = (await mailTo(request, person, LINK))[0].replace(/^https?:\/\/[^/]+/, new URL('/', baseURL).origin);
  await comeIn(page, person);
  const links = await page.locator('a[href]').evaluateAll((all) => all.map((each) => (each as HTMLAnchorElement).href));
  const origin = new URL(page.url()).origin;
  const mine = new Set([link, ...links.filter((each) => each.startsWith(origin)), `${origin}/open/send`, `${origin}/open/enter`, `${origin}/signout`, `${origin}/visit/extend`]);
  const before = { data: await (await page.request.get('/me/data.json')).json(), mails: (await mailTexts(request, person)).length };
  for (const each of mine) {
    // With the person's cookie, and as a mail scanner without one.
    for (const asking of [page.request, request]) {
      for (let round = 0; round < 25; round++) {
        const answer = await asking.get(each.split('#')[0]);
        expect(answer.status(), each).toBeLessThan(500);
        expect(answer.headersArray().filter((header) => header.name.toLowerCase() === 'set-cookie'), each).toEqual([]);
      }
    }
  }
  await page.goto('/me');
  await expect(page.locator('h1')).toContainText(person.given);
  const after = { data: await (await page.request.get('/me/data.json')).json(), mails: (await mailTexts(request, person)).length };
  expect(steady(after.data)).toEqual(steady(before.data));
  expect(after.mails).toBe(before.mails);
  // And the link still opens.
  await page.context().clearCookies();
  await page.goto(link);
  await page.locator('#open-link button').click();
  await expect(page).toHaveURL(/\/open\/send$/);
});

/** The data without the moments at which it was asked for. */
function steady(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, each) => (/seen|made_at|as_of|exported|written/.test(key) ? null : each)));
}

test('a forwarded link shows no name, no category and no whole address', async ({ page, browser, baseURL }) => {
  const person = people('en')[31];
  await open(page, person, true);
  const shown = await page.locator('body').innerText();
  for (const secret of [person.given, person.family, person.email, person.email.split('@')[0]]) expect(shown).not.toContain(secret);
  for (const category of ['Social Security', 'Bank account', 'Date of birth', 'Medical', 'Driver']) expect(shown).not.toContain(category);
  // What belongs to the person is not there for this visit either.
  for (const path of ['/me', '/me/data.json', '/me/help', '/me/kept', '/me/print']) {
    const answer = await page.request.get(path);
    expect(answer.status(), path).toBeGreaterThanOrEqual(401);
    expect(await answer.text(), path).not.toContain(person.family);
  }
  // The six digits work only in the browser that asked for them.
  const digits = await askForDigits(page, person);
  const thief = await (await browser.newContext({ baseURL })).newPage();
  await open(thief, person, true);
  await thief.goto('/open/enter');
  await thief.locator('#digits').fill(digits);
  await thief.locator('#digits').press('Enter');
  await expect(thief).not.toHaveURL(/\/me$/);
  await thief.context().close();
});

for (const hasScript of [true, false]) {
  test.describe(hasScript ? 'with script' : 'without script', () => {
    test.use({ javaScriptEnabled: hasScript });

    test('a visit that ends while a form is filled in loses nothing that was typed', async ({ page, server }) => {
      const person = people('en')[32 + Number(hasScript)];
      await comeIn(page, person, hasScript);
      await page.goto('/me/help');
      const typed = 'I moved in May.\nMay I have the letter at my new address? "Quotes" & <signs> stay.';
      await page.locator('#message').fill(typed);
      endVisits(server);

      await page.locator('main form[action$="/me/help"] button').click();
      await expect(page.locator('main')).not.toContainText(person.given);
      await expect(page).toHaveURL(/\/open\/send$/);
      await typeDigits(page, await askForDigits(page, person), /\/me\/help$/);
      await expect(page.locator('#message')).toHaveValue(typed);
    });
  });
}

/** Ends every visit as time would: the program has no switch for that, so the hand is put on its database. */
function endVisits(server: Server): void {
  const statement = 'import sqlite3, sys; d = sqlite3.connect(sys.argv[1], timeout=20); d.execute("update visits set ends_at = seen_at"); d.commit()';
  execFileSync('python3', ['-c', statement, `${server.folder}/candor.db`]);
}

test('/check says the same to everybody', async ({ page, request }) => {
  const answers: string[] = [];
  for (const address of [people('en')[40].email, 'nobody.at.all@example.org']) {
    await page.goto('/check');
    await page.locator('#email').fill(address);
    await page.locator('main form[action$="/check"] button').click();
    await expect(page).toHaveURL(/\/check\/sent$/);
    answers.push((await page.content()).replaceAll(/localhost:\d+/g, ''));
  }
  expect(answers[0]).toBe(answers[1]);
  const texts = await mailTo(request, people('en')[40], /./);
  expect(texts).not.toBeNull();
});
