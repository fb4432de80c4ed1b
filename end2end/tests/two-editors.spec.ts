// Two editors on one text, with what they type kept while they type: nobody's words are lost. And what an editor sees while writing:
// advice, the page as it would be, and a draft that outlives a closed laptop.
import type { Page } from '@playwright/test';
import { colleague, inFrame, openIncident, publishIncident } from './support/colleagues.ts';
import { fitsItsWidth, hasItsBones, isAccessible, picture } from './support/looks.ts';
import { expect, test } from './support/test.ts';

test.describe.configure({ timeout: 240_000 });

const apology = (page: Page, lang = 'en') => page.locator(`[name="section.apology.${lang}"]`);
const said = (page: Page) => page.locator('.keep__words');

test('what two people type in one text is all there, and both are told', async ({ browser, server, watch }) => {
  const [ana, ben] = [await colleague(browser, server, 'ana2@example.org', 'editor'), await colleague(browser, server, 'ben2@example.org', 'editor')];
  [ana, ben].forEach(watch.of);
  await openIncident(ana, 'two-editors');
  await ben.goto('/staff/incidents/two-editors/texts');
  await apology(ana).fill('Ana wrote that we are sorry.');
  await expect(said(ana)).toContainText(/^Saved at \d\d:\d\d E[SD]T\.$/);
  // Ben has not seen it, and writes in the same place; his words are kept as he goes on, as one text.
  await apology(ben).fill('Ben wrote');
  await expect(said(ben)).toContainText('Two people are writing here. Your words are kept beside the others');
  await apology(ben).fill('Ben wrote that we are sorry, and why.');
  await expect.poll(async () => (await (await ben.request.get('/staff/incidents/two-editors/kept')).text()).includes('and why.')).toBe(true);
  await isAccessible(ben);
  await ben.locator('.keep a').click();
  await expect(ben).toHaveURL(/\/kept$/);
  await expect(ben.locator('main')).toContainText('Ana wrote that we are sorry.');
  await expect(ben.locator('textarea[name=body]')).toHaveCount(1);
  await expect(ben.locator('textarea[name=body]')).toHaveValue('Ben wrote that we are sorry, and why.');
  // Ana goes on meanwhile; then Ben puts both together, and is told that hers is newer.
  await apology(ana).fill('Ana wrote that we are sorry. We are.');
  await expect.poll(async () => (await (await ana.request.get('/staff/incidents/two-editors/texts')).text()).includes('We are.')).toBe(true);
  await ben.locator('textarea[name=body]').fill('Both wrote.');
  await ben.getByRole('button', { name: 'Take the words on the right' }).click();
  await expect(ben.locator('textarea[name=body]')).toHaveValue('Both wrote.');
  await expect(ben.locator('main')).toContainText('Ana wrote that we are sorry. We are.');
  await ben.getByRole('button', { name: 'Take the words on the right' }).click();
  await expect(ben.locator('main')).toContainText('No text waits');
  // A text that Ana left alone comes to her page by itself; she is told who else is there.
  await ben.goto('/staff/incidents/two-editors/texts');
  await ben.locator('[name="section.what_happened.en"]').fill('Ben knows what happened.');
  await expect(said(ben)).toContainText('Saved at');
  await ana.locator('[name="section.more_information.en"]').fill('Call us.');
  await expect(said(ana)).toContainText('Two people are writing here: Ana Ruiz saved words on this page at');
  await expect(ana.locator('[name="section.what_happened.en"]')).toHaveValue('Ben knows what happened.');
  await expect(apology(ana)).toHaveValue('Both wrote.');
  // What was kept and what the button saves are one: Ana's page meets no words of her own.
  await ana.locator('[name="section.more_information.en"]').fill('Call us any day.');
  await ana.getByRole('button', { name: 'Save and stay' }).last().click();
  await expect(ana).toHaveURL(/texts\?done=saved$/);
  await expect(ana.locator('[name="section.more_information.en"]')).toHaveValue('Call us any day.');
  await ana.context().close();
  await ben.context().close();
});

test('advice and the page itself follow what is typed, in both languages', async ({ browser, server, watch }) => {
  const page = await colleague(browser, server, 'cai2@example.org', 'editor');
  watch.of(page);
  await openIncident(page, 'live-preview');
  await page.locator('.keep summary').click();
  const frames = page.locator('iframe.keep__frame');
  await expect(frames).toHaveCount(2);
  await page.locator('[name="section.title.en"]').fill('We take your privacy seriously, sorry if you were affected.');
  await expect(page.locator('[id="section.title.en.advice"] .advice')).toContainText('Say what you did, and on which day.');
  await page.locator('[name="section.title.es"]').fill('Entraron por una cuenta vieja.');
  await expect.poll(() => inFrame(page, 0, 'h1')).toBe('We take your privacy seriously, sorry if you were affected.');
  await expect.poll(() => inFrame(page, 1, 'h1')).toBe('Entraron por una cuenta vieja.');
  expect(await frames.last().evaluate((frame) => (frame as HTMLIFrameElement).contentDocument?.documentElement.lang)).toBe('es');
  // Nothing in it leads anywhere, and no script of it could run.
  expect(await inFrame(page, 0, 'a[href], form[action], script')).toBe('');
  await page.locator('[name="section.title.en"]').fill('');
  await expect(page.locator('[id="section.title.en.advice"] .advice')).toContainText('Only the other language has this text.');
  await isAccessible(page);
  await page.setViewportSize({ width: 1280, height: 900 });
  await fitsItsWidth(page);
  await picture(page, 'editor-live-1280');
  await page.goto('/es/staff/incidents/live-preview/texts');
  await page.setViewportSize({ width: 360, height: 800 });
  await apology(page, 'es').fill('Lo sentimos. No protegimos sus datos.');
  await expect(said(page)).toContainText('Guardado a las');
  await page.locator('.keep summary').click();
  await expect.poll(() => inFrame(page, 1, 'main')).toContain('Lo sentimos. No protegimos sus datos.');
  await fitsItsWidth(page);
  await hasItsBones(page, 'es');
  await isAccessible(page);
  await page.screenshot({ path: new URL('../screenshots/editor-live-es-360.png', import.meta.url).pathname });
  await page.context().close();
});

test('facts, fixes and dates are kept too, and a new fact once', async ({ browser, server, watch }) => {
  const page = await colleague(browser, server, 'dia2@example.org', 'editor');
  watch.of(page);
  await openIncident(page, 'kept-facts', 'holding');
  await page.goto('/staff/incidents/kept-facts/facts');
  const fresh = page.locator('fieldset', { has: page.locator('[name="new.id"]') });
  await fresh.locator('textarea').first().fill('It was 412');
  await expect(said(page)).toContainText('Saved at');
  await fresh.locator('textarea').first().fill('It was 412 people.');
  await fresh.locator('textarea').last().fill('Fueron 412 personas.');
  await fresh.locator('select').selectOption('known');
  await page.getByRole('button', { name: 'Save and stay' }).last().click();
  await expect(page).toHaveURL(/facts\?done=saved$/);
  await expect(page.locator('fieldset legend', { hasText: /^Fact \d+$/ })).toHaveCount(4);
  await expect(page.locator('main')).not.toContainText('text waits');
  // The laptop is closed: nothing but what was kept is there.
  const text = page.locator('textarea').first();
  await text.fill('Kept without a press.');
  await expect(said(page)).toContainText('Saved at');
  await page.goto('/staff/incidents/kept-facts/facts');
  await expect(page.locator('textarea').first()).toHaveValue('Kept without a press.');
  await page.goto('/staff/incidents/kept-facts/dates');
  await page.locator('#occurred_from').fill('2026-11-02');
  await expect(said(page)).toContainText('Saved at');
  await page.locator('#zone').fill('Atlantis');
  await expect(said(page)).toContainText('Not all is saved yet. There is no time zone of this name.');
  await page.goto('/staff/incidents/kept-facts/dates');
  await expect(page.locator('#occurred_from')).toHaveValue('2026-11-02');
  await expect(page.locator('#zone')).toHaveValue('America/New_York');
  await page.context().close();
});

test('an update that is being written outlives a closed laptop', async ({ browser, server, watch }) => {
  const [ana, ben] = [await colleague(browser, server, 'ana3@example.org', 'editor'), await colleague(browser, server, 'ben3@example.org', 'owner')];
  [ana, ben].forEach(watch.of);
  await openIncident(ana, 'kept-update');
  await publishIncident(ana, ben, 'kept-update');
  const list = '/staff/incidents/kept-update/updates';
  await ana.goto(`${list}/new`);
  await ana.locator('#title_en').fill('What we know today');
  await ana.locator('#body_en').fill('We take this seriously.');
  await expect(said(ana)).toContainText('Saved at');
  await expect(ana.locator('[id="body_en.advice"] .advice')).toContainText('Say what you did');
  await ana.locator('.keep summary').click();
  await expect.poll(() => inFrame(ana, 0, 'h1')).toBe('What we know today');
  await isAccessible(ana);
  await picture(ana, 'update-live-1280');
  // Closed; somebody else goes on with it.
  await ana.goto('about:blank');
  await ben.goto(list);
  await ben.getByRole('link', { name: 'What we know today' }).click();
  await expect(ben.locator('#body_en')).toHaveValue('We take this seriously.');
  await ben.locator('#body_en').fill('412 people are affected.');
  await expect(said(ben)).toContainText('Saved at');
  // Ana comes back to an older page of it: both texts stay.
  await ana.goto(list);
  await ana.getByRole('link', { name: 'What we know today' }).click();
  await ben.locator('#body_en').fill('412 people are affected, Ben says.');
  await expect.poll(async () => (await (await ben.request.get(ben.url())).text()).includes('Ben says.')).toBe(true);
  await ana.locator('#body_en').fill('412 people are affected, Ana says.');
  await expect(said(ana)).toContainText('kept as a draft of their own');
  await ana.locator('.keep a').click();
  await expect(ana.getByRole('link', { name: 'What we know today' })).toHaveCount(2);
  await fitsItsWidth(ana);
  await isAccessible(ana);
  await picture(ana, 'update-drafts-1280');
  await ana.getByRole('button', { name: /^Throw this draft away/ }).first().click();
  await expect(ana.getByRole('link', { name: 'What we know today' })).toHaveCount(1);
  await ana.setViewportSize({ width: 360, height: 800 });
  await ana.goto(`/es${list}/new`);
  await fitsItsWidth(ana);
  await picture(ana, 'update-new-es-360');
  await ana.context().close();
  await ben.context().close();
});

test.describe('with script off', () => {
  test('an update is kept by a press and taken up again', async ({ browser, server }) => {
    const [ana, ben] = [await colleague(browser, server, 'ana4@example.org', 'editor', { javaScriptEnabled: false }), await colleague(browser, server, 'ben4@example.org', 'owner')];
    await openIncident(ana, 'kept-off');
    await publishIncident(ana, ben, 'kept-off');
    await ana.goto('/staff/incidents/kept-off/updates/new');
    await ana.locator('#title_es').fill('Lo que sabemos hoy');
    await ana.getByRole('button', { name: 'Keep it for later' }).click();
    await expect(ana).toHaveURL(/\/updates\/new\?draft=[0-9a-f-]{36}&done=kept$/);
    await expect(ana.locator('#title_es')).toHaveValue('Lo que sabemos hoy');
    await expect(ana.locator('.note--done')).toContainText('Nothing is proposed yet');
    await ana.goto('/staff/incidents/kept-off/updates');
    await ana.getByRole('link', { name: 'Lo que sabemos hoy' }).click();
    await ana.locator('#body_es').fill('Son 412 personas.');
    await ana.locator('#title_en').fill('What we know today');
    await ana.locator('#body_en').fill('It is 412 people.');
    await ana.locator('#next_day').fill('2031-03-20');
    await ana.locator('#next_hour').fill('17:00');
    await ana.getByRole('button', { name: 'Send to a second person' }).click();
    await expect(ana.locator('.stage').first()).toContainText('Waits for a second person');
    await ana.goto('/staff/incidents/kept-off/updates');
    await expect(ana.locator('main')).not.toContainText('Being written');
    await ana.context().close();
    await ben.context().close();
  });
});
