// Every page of staff at which somebody can arrive by a link: bones, width, axe, in both languages.
import { fitsItsWidth, hasItsBones, isAccessible, picture } from './support/looks.ts';
import { add, setUp } from './support/staff.ts';
import { expect, test } from './support/test.ts';

test('every page of staff holds: bones, width, axe, in both languages', async ({ page, server }) => {
  test.setTimeout(300_000);
  await page.goto(add(server, 'owner@example.org'));
  await page.locator('#open-link button').click();
  await setUp(page);
  await page.goto('/staff');
  const found = new Set<string>(['/staff', '/staff/incidents/new']);
  const seen = new Set<string>();
  // A page is known by the pages that link to it; what differs by an id alone is looked at once.
  const kind = (path: string): string => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '{id}').replace(/requests\/[^/]+/, 'requests/{number}');
  for (const path of found) {
    if (seen.has(kind(path)) || seen.size > 60) continue;
    seen.add(kind(path));
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(path);
    for (const link of await page.locator('a[href^="/staff"]').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))) {
      const next = link.split(/[?#]/)[0];
      if (!next.match(/\.(csv|jsonl)$/)) found.add(next);
    }
    await isAccessible(page);
    await hasItsBones(page, 'en');
    const name = `staff-page${kind(path).replaceAll(/[^a-z]+/g, '-')}`;
    await picture(page, `${name}-1280`);
    await page.goto(`/es${path}`);
    await page.setViewportSize({ width: 360, height: 800 });
    await fitsItsWidth(page);
    await hasItsBones(page, 'es');
    await picture(page, `${name}-es-360`);
  }
  expect(seen.size, [...seen].join(' ')).toBeGreaterThan(20);
});
