// The invented people of the demonstration, and the way one of them takes.
import { readFileSync } from 'node:fs';
import { type APIRequestContext, expect, type Page } from '@playwright/test';

export type Person = { email: string; given: string; family: string; lang: string; kind: string; categories: string[] };

const LIST = new URL('../../../server/demo/people.csv', import.meta.url);

/** Everybody with an address, in the list's order. No field of this list holds a comma. */
export function people(lang: 'en' | 'es', kind = 'adult'): Person[] {
  const [head, ...rows] = readFileSync(LIST, 'utf8').trim().split(/\r?\n/);
  const columns = head.split(',');
  const all = rows.map((row) => Object.fromEntries(row.split(',').map((value, at) => [columns[at], value])));
  return all
    .filter((row) => row.email && row.language === lang && row.kind === kind)
    .map((row) => ({
      email: row.email, given: row.given_name, family: row.family_name, lang, kind, categories: row.categories.split(';'),
    }));
}

/** What `pattern` finds in the newest message to `person` that it fits, once there are more than `beside` of them. */
export async function mailTo(request: APIRequestContext, person: Person, pattern: RegExp, beside = 0): Promise<RegExpMatchArray> {
  const until = Date.now() + 60_000;
  for (;;) {
    const hits = (await mailTexts(request, person)).map((text) => text.match(pattern)).filter((hit) => hit !== null);
    if (hits.length > beside) return hits[0];
    if (Date.now() > until) throw new Error(`no mail to ${person.email} with ${pattern}`);
    await new Promise((wake) => setTimeout(wake, 250));
  }
}

/** What is in the practice box of a server, newest first: address of the message, address of the person. */
const boxes = new Map<string, [string, string][]>();

/** The texts of all messages to `person`, newest first. */
export async function mailTexts(request: APIRequestContext, person: Person): Promise<string[]> {
  const mine = (await box(request)).filter(([, to]) => to === person.email);
  return Promise.all(mine.map(async ([link]) => plain(await (await request.get(link)).text())));
}

/** Reads the box page by page, until a page brings nothing new. */
async function box(request: APIRequestContext): Promise<[string, string][]> {
  const first = await request.get('/practice/mail');
  const known = boxes.get(first.url()) ?? [];
  const fresh: [string, string][] = [];
  let html = await first.text();
  for (;;) {
    const rows = [...html.matchAll(/href="(\/practice\/mail\/[0-9a-f-]{36})"[\s\S]*?To (?:<!>)?([^\s<]+@[^\s<]+)</g)];
    const unknown = rows.map((row): [string, string] => [row[1], row[2]]).filter(([link]) => !known.some(([other]) => other === link));
    fresh.push(...unknown);
    const older = html.match(/href="(\/practice\/mail\/before\/[0-9a-f-]{36})"/);
    if (unknown.length === 0 || !older) break;
    html = await (await request.get(older[1])).text();
  }
  boxes.set(first.url(), [...fresh, ...known]);
  return [...fresh, ...known];
}

function plain(html: string): string {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'" };
  const text = html.replace(/<br[^>]*>|<\/p>/g, '\n').replace(/<[^>]+>/g, '');
  return text.replace(/&([a-z0-9#]+);/gi, (all, name) => entities[name] ?? all);
}

export const LINK = /https?:\/\/[^\s"<]+\/open#[A-Za-z0-9_-]{22}/;
export const TYPED = /\bE(-[0-9A-Z]{4}){3}\b/;
/** A line with six digits and nothing else. */
export const DIGITS = /^\s*(\d{3} ?\d{3})\s*$/m;

/** From the mail to the page that offers a code: by the link where script runs, else by the typed code. */
export async function open(page: Page, person: Person, hasScript: boolean): Promise<void> {
  if (hasScript) {
    // The practice incident's first mails were written for the server that made it: same path, another port.
    await page.goto((await mailTo(page.request, person, LINK))[0].replace(/^https?:\/\/[^/]+/, ''));
    expect(page.url(), 'the token leaves the address bar').not.toContain('#');
    await page.locator('#open-link button').click();
  } else {
    await page.goto((person.lang === 'es' ? '/es' : '') + '/code');
    await page.locator('#code').fill((await mailTo(page.request, person, TYPED))[0]);
    await page.locator('#open-code form button').first().click();
  }
  await expect(page).toHaveURL(/\/open\/send$/);
}

/** From there to the personal page: asks for the six digits and types them. */
export async function prove(page: Page, person: Person): Promise<void> {
  await typeDigits(page, await askForDigits(page, person));
}

/** Presses "send me a code"; the six digits that came. */
export async function askForDigits(page: Page, person: Person): Promise<string> {
  const had = (await mailTexts(page.request, person)).filter((text) => DIGITS.test(text)).length;
  await page.locator('#send').click();
  await expect(page).toHaveURL(/\/open\/enter$/);
  return (await mailTo(page.request, person, DIGITS, had))[1];
}

export async function typeDigits(page: Page, digits: string, leadsTo = /\/me$/): Promise<void> {
  await page.locator('#digits').fill(digits);
  await page.locator('#digits').press('Enter');
  await expect(page).toHaveURL(leadsTo);
}

/** All of it: whoever calls this is on /me afterwards. */
export async function comeIn(page: Page, person: Person, hasScript = true): Promise<void> {
  await open(page, person, hasScript);
  await prove(page, person);
}
