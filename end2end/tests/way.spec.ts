// The way a person takes: mail, link, code, personal page, a step ticked, signed out.
import { fitsItsWidth, hasItsBones, isAccessible, picture } from './support/looks.ts';
import { askForDigits, open, people, prove, typeDigits } from './support/people.ts';
import { expect, test } from './support/test.ts';

let next = 0;
for (const hasScript of [true, false]) {
  for (const lang of ['en', 'es'] as const) {
    for (const width of [360, 1280]) {
      const at = next++;
      test.describe(`${lang}, ${width} px, ${hasScript ? 'with' : 'without'} script`, () => {
        test.use({ javaScriptEnabled: hasScript, viewport: { width, height: 800 } });

        test('from the mail to the page, a step ticked, signed out', async ({ page }) => {
          const person = people(lang)[at];
          const look = async (name: string) => {
            await hasItsBones(page, lang);
            await fitsItsWidth(page);
            if (hasScript) await isAccessible(page);
            await picture(page, `way-${name}-${lang}-${width}${hasScript ? '' : '-no-script'}`);
          };

          await open(page, person, hasScript);
          await look('1-send');
          await expect(page.locator('main')).not.toContainText(person.family);
          await expect(page.locator('main')).not.toContainText(person.email);

          const digits = await askForDigits(page, person);
          await look('2-enter');
          await typeDigits(page, digits);
          await expect(page.locator('h1')).toContainText(person.given);
          await look('3-me');

          const tick = page.locator('button.tick').first();
          await expect(tick).toHaveAttribute('aria-pressed', 'false');
          await tick.click();
          await expect(page.locator('button.tick').first()).toHaveAttribute('aria-pressed', 'true');
          await page.reload();
          await expect(page.locator('button.tick').first()).toHaveAttribute('aria-pressed', 'true');
          await look('4-ticked');

          await page.locator('form[action$="/signout"] button').first().click();
          await expect(page).toHaveURL(/\/signout$/);
          await look('5-signed-out');
          await page.goto(lang === 'es' ? '/es/me' : '/me');
          await expect(page.locator('main')).not.toContainText(person.given);
        });
      });
    }
  }
}

test('what was ticked here is ticked on another device', async ({ browser, page, baseURL }) => {
  const person = people('en')[20];
  await open(page, person, true);
  await prove(page, person);
  await page.locator('button.tick').first().click();
  await expect(page.locator('button.tick').first()).toHaveAttribute('aria-pressed', 'true');

  const phone = await browser.newContext({ baseURL, javaScriptEnabled: false });
  const other = await phone.newPage();
  await open(other, person, false);
  await prove(other, person);
  await expect(other.locator('button.tick').first()).toHaveAttribute('aria-pressed', 'true');
  await phone.close();
});

test('all of it with the keyboard alone', async ({ page }) => {
  const person = people('en')[21];
  const tabTo = async (selector: string) => {
    for (let presses = 0; presses < 80; presses++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) {
        const box = await page.locator(':focus').boundingBox();
        expect(box && box.width > 0 && box.height > 0, `${selector} is seen when it has the focus`).toBeTruthy();
        return;
      }
    }
    throw new Error(`${selector} cannot be reached with Tab on ${page.url()}`);
  };
  const { mailTo, DIGITS, TYPED } = await import('./support/people.ts');
  await page.goto('/code');
  await page.keyboard.press('Tab');
  await expect(page.locator(':focus')).toHaveAttribute('href', '#main');
  await tabTo('#code');
  await page.keyboard.type((await mailTo(page.request, person, TYPED))[0].toLowerCase().replaceAll('-', ' '));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/open\/send$/);
  await tabTo('#send');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/open\/enter$/);
  await tabTo('#digits');
  await page.keyboard.type((await mailTo(page.request, person, DIGITS))[1]);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/me$/);
  await tabTo('button.tick');
  await page.keyboard.press('Space');
  await expect(page.locator('button.tick').first()).toHaveAttribute('aria-pressed', 'true');
  await tabTo('form[action$="/signout"] button');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/signout$/);
});

test('every page below /me holds: bones, width, axe, in both languages', async ({ page }) => {
  test.setTimeout(300_000);
  const person = people('en')[22];
  await open(page, person, true);
  await prove(page, person);
  const found = await page.locator('a[href^="/me/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  const below = [...new Set(found)].filter((path) => !path.endsWith('.json'));
  expect(below.length).toBeGreaterThanOrEqual(4);
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    for (const path of ['/me', ...below]) {
      for (const lang of ['en', 'es']) {
        await page.goto((lang === 'es' ? '/es' : '') + path);
        await hasItsBones(page, lang);
        await fitsItsWidth(page);
        await isAccessible(page);
        await picture(page, `${path.slice(1).replaceAll('/', '-')}-${lang}-${width}`);
      }
    }
  }
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/me');
  await isAccessible(page);
  await picture(page, 'me-dark-1280');
  await page.setViewportSize({ width: 320, height: 640 });
  await fitsItsWidth(page);
});

test('everything about me comes as JSON, and is nobody else\'s', async ({ page }) => {
  const person = people('en')[23];
  await open(page, person, true);
  await prove(page, person);
  const answer = await page.request.get('/me/data.json');
  expect(answer.headers()['content-type']).toContain('application/json');
  expect(answer.headers()['cache-control']).toContain('no-store');
  const text = JSON.stringify(await answer.json());
  expect(text).toContain(person.email);
  for (const other of people('en').slice(24, 60)) expect(text).not.toContain(other.email);
});

test('a question to staff gets a number and a date', async ({ page }) => {
  const person = people('en')[24];
  await open(page, person, true);
  await prove(page, person);
  await page.goto('/me/help');
  await page.locator('#message').fill('');
  await page.locator('main form[action$="/me/help"] button').click();
  await expect(page.locator('#message')).toHaveAttribute('aria-invalid', 'true');
  await isAccessible(page);
  await picture(page, 'me-help-mistake');
  await page.locator('#message').fill('May I have the letter again?');
  await page.locator('main form[action$="/me/help"] button').click();
  await expect(page).toHaveURL(/\/me\/requests\/[^/]+$/);
  await expect(page.locator('main')).toContainText(/20\d\d/);
  await isAccessible(page);
  await picture(page, 'me-request');
});
