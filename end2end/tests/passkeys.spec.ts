// A passkey by keyboard, with Chromium's virtual authenticator: made, used to sign in and to confirm; what is said when it does
// not work; and that everything goes on with script off.
import type { CDPSession, Page } from '@playwright/test';
import { fitsItsWidth, hasItsBones, isAccessible, picture } from './support/looks.ts';
import { add, choosePassword, PASSWORD, type } from './support/staff.ts';
import { expect, test } from './support/test.ts';

test.describe.configure({ timeout: 180_000 });

type Authenticator = { session: CDPSession; id: string };

/** A device with a screen lock. */
async function device(page: Page, before?: Authenticator): Promise<Authenticator> {
  const session = before?.session ?? (await page.context().newCDPSession(page));
  if (!before) await session.send('WebAuthn.enable');
  const { authenticatorId: id } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  return { session, id };
}

/** Whether the owner of the device lifts a finger. */
async function verifies(device: Authenticator, isUserVerified: boolean): Promise<void> {
  await device.session.send('WebAuthn.setUserVerified', { authenticatorId: device.id, isUserVerified });
}

async function looksRight(page: Page, name: string, lang = 'en'): Promise<void> {
  await isAccessible(page);
  await hasItsBones(page, lang);
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await fitsItsWidth(page);
    await picture(page, `passkey-${name}-${width}`);
  }
}

/** From the link to the page where the second factor is chosen. */
async function open(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.locator('#open-link button').press('Enter');
  await choosePassword(page);
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto('/staff/account');
  await page.locator('nav button').press('Enter');
  await expect(page).toHaveURL(/\/staff\/signin$/);
  await type(page, 'email', email);
  await type(page, 'password', PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/staff\/signin\/second$/);
}

test('an account is set up, entered and confirmed with a passkey, by keyboard', async ({ page, server }) => {
  const phone = await device(page);
  await open(page, add(server, 'pia@example.org'));
  await looksRight(page, 'factor');
  await page.goto('/es/staff/enrol/factor');
  await looksRight(page, 'factor-es', 'es');
  await page.goto('/es/staff/enrol/passkey');
  await looksRight(page, 'new-es', 'es');
  await page.goto('/staff/enrol/factor');
  await page.getByRole('link', { name: 'Make a passkey' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Make the passkey' })).toBeVisible();
  await expect(page.locator('[data-passkey-without]')).toBeHidden();
  await looksRight(page, 'new');

  // Who does not lift a finger reads why nothing happened, and tries again.
  await verifies(phone, false);
  await type(page, 'called', 'Phone');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('No passkey was used.');
  await looksRight(page, 'cancelled');
  await verifies(phone, true);
  await page.locator('#passkey').press('Enter');
  await expect(page.locator('code.code')).toHaveCount(8, { timeout: 40_000 });
  await page.getByRole('link', { name: 'I have kept them' }).press('Enter');
  await expect(page).toHaveURL(/\/staff$/);

  await page.goto('/staff/account');
  await expect(page.locator('main')).toContainText('Passkey “Phone”');
  await looksRight(page, 'account');
  await page.goto('/es/staff/account');
  await looksRight(page, 'account-es', 'es');

  await signIn(page, 'pia@example.org');
  await looksRight(page, 'second');
  await page.goto('/es/staff/signin/second');
  await looksRight(page, 'second-es', 'es');
  await verifies(phone, false);
  await page.locator('#passkey').press('Enter');
  await expect(page.getByRole('alert')).toContainText('No se usó ninguna llave de acceso.');
  await looksRight(page, 'second-cancelled-es', 'es');
  await verifies(phone, true);
  await page.locator('#passkey').press('Enter');
  await expect(page).toHaveURL(/\/es\/staff$/);

  await page.goto('/staff/confirm?next=/staff/account/passkeys');
  await looksRight(page, 'confirm');
  await page.locator('#passkey').press('Enter');
  await expect(page).toHaveURL(/\/staff\/account\/passkeys$/);
  await looksRight(page, 'add');

  // A device has one passkey of an account, and says so.
  await page.locator('#passkey').press('Enter');
  await expect(page.getByRole('alert')).toContainText('This device already has a passkey for your account.');
  await phone.session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: phone.id });
  const laptop = await device(page, phone);
  await type(page, 'called', 'Laptop');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toContainText('Your passkey was added.');

  await page.getByRole('link', { name: 'Rename or remove the passkey “Phone”' }).press('Enter');
  await looksRight(page, 'one');
  await page.goto(page.url().replace('/staff/', '/es/staff/'));
  await looksRight(page, 'one-es', 'es');
  await page.goto(page.url().replace('/es/staff/', '/staff/'));
  await page.getByRole('button', { name: 'Remove this passkey' }).press('Enter');
  await expect(page.getByRole('status')).toContainText('Your passkey was removed.');
  await expect(page.locator('main')).not.toContainText('“Phone”');

  await signIn(page, 'pia@example.org');
  await page.locator('#passkey').press('Enter');
  await expect(page).toHaveURL(/\/staff$/);
  const { credentials } = await laptop.session.send('WebAuthn.getCredentials', { authenticatorId: laptop.id });
  expect(credentials.map((credential) => credential.rpId)).toEqual(['localhost']);
});

test('a page that was sent before says so, and the same button works then', async ({ page, server }) => {
  await device(page);
  await open(page, add(server, 'rob@example.org'));
  await page.goto('/staff/enrol/passkey');
  await page.locator('#passkey').press('Enter');
  await expect(page.locator('code.code')).toHaveCount(8, { timeout: 40_000 });
  await page.goto('/staff/confirm');
  await page.locator('form[data-passkey] input[name=challenge]').evaluate((field: HTMLInputElement) => {
    field.value = '00000000-0000-7000-8000-000000000001';
  });
  await page.locator('#passkey').press('Enter');
  await expect(page.locator('.summary')).toContainText('This page was open too long, or was sent before.');
  await expect(page.locator('.summary')).toBeFocused();
  await looksRight(page, 'too-late');
  await page.locator('.summary a').press('Enter');
  await page.locator('#passkey').press('Enter');
  await expect(page).toHaveURL(/\/staff$/);
});

test.describe('with script off', () => {
  test.use({ javaScriptEnabled: false });

  test('the page for a passkey leads to an app, and a passkey alone to recovery codes', async ({ page, server, browser }) => {
    // Set up where script runs; then the same account from here.
    const other = await browser.newContext({ baseURL: server.origin, javaScriptEnabled: true });
    const there = await other.newPage();
    await device(there);
    await open(there, add(server, 'sol@example.org'));
    await there.goto('/staff/enrol/passkey');
    await there.locator('#passkey').press('Enter');
    await expect(there.locator('code.code')).toHaveCount(8, { timeout: 40_000 });
    const recovery = await there.locator('code.code').first().innerText();
    await other.close();

    await page.goto('/staff/signin');
    await type(page, 'email', 'sol@example.org');
    await type(page, 'password', PASSWORD);
    await page.keyboard.press('Enter');
    await expect(page.locator('#passkey')).toBeHidden();
    await expect(page.locator('main')).toContainText('Type one of your recovery codes below, or use another browser.');
    await hasItsBones(page, 'en');
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await fitsItsWidth(page);
      await picture(page, `passkey-second-without-script-${width}`);
    }
    await type(page, 'code', recovery);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/staff$/);
    await page.goto('/staff/account/passkeys');
    await expect(page.locator('[data-passkey-without]')).toBeVisible();
    await picture(page, 'passkey-add-without-script');
  });
});
