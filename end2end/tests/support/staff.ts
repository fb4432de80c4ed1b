// A member of staff's way in, for every test that needs one.
import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { PROGRAM, type Server } from './server.ts';

export const PASSWORD = 'wet lantern over nine bridges';

/** Adds somebody on the command line and gives their link. */
export function add(server: Server, email: string, role = 'owner'): string {
  const said = execFileSync(PROGRAM, ['staff', 'add', email, '--role', role, '--data-dir', server.folder, '--json'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return server.origin + new URL(JSON.parse(said).link).pathname + new URL(JSON.parse(said).link).hash;
}

/** What an authenticator app shows (RFC 6238) `ahead` half minutes from now. */
export function code(secret: string, ahead = 0): string {
  const bits = [...secret.replaceAll(' ', '')].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const hash = createHmac('sha1', key).update(step).digest();
  return String((hash.readUInt32BE(hash[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Types into a field that was reached with the keyboard. */
export async function type(page: Page, field: string, text: string): Promise<void> {
  await page.locator(`#${field}`).focus();
  await page.keyboard.type(text);
}

/** Name and password, chosen; what comes next is the second factor. */
export async function choosePassword(page: Page): Promise<void> {
  await type(page, 'name', 'Ana Ruiz');
  await type(page, 'password', PASSWORD);
  await type(page, 'again', PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/staff\/enrol\/factor$/);
}

/** From the link to the recovery codes, with an app; gives its secret. */
export async function setUp(page: Page, look: (page: Page, name: string) => Promise<void> = async () => {}): Promise<string> {
  await choosePassword(page);
  await look(page, 'factor');
  await page.locator('a[href$="/staff/enrol/app"]').press('Enter');
  await expect(page).toHaveURL(/\/staff\/enrol\/app$/);
  await look(page, 'app');
  const secret = await page.locator('code.code').innerText();
  await type(page, 'code', code(secret));
  await page.keyboard.press('Enter');
  // Eight codes are hashed on threads that step back behind everything else (decision 0013): on a busy machine that takes a while.
  await expect(page.locator('code.code')).toHaveCount(8, { timeout: 40_000 });
  await look(page, 'codes');
  return secret;
}
