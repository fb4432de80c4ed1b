// A copy of the public pages on a plain web server, in a folder that is not its root: no dead link, no script, every page holds.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fitsItsWidth, hasItsBones, isAccessible, picture } from './support/looks.ts';
import { freePort, PROGRAM } from './support/server.ts';
import { expect, test } from './support/test.ts';

const candor = (folder: string, ...args: string[]) => execFileSync(PROGRAM, [...args, '--data-dir', folder], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

test('a copy stands on any web server: every link leads somewhere, in both languages', async ({ browser, server }) => {
  test.setTimeout(180_000);
  const folder = await mkdtemp(join(tmpdir(), 'candor-end2end-copy-'));
  const port = await freePort();
  candor(server.folder, 'export-site', join(folder, 'breach'), '--json');
  candor(server.folder, 'export-site', '--verify', join(folder, 'breach'));
  const plain = spawn('python3', ['-m', 'http.server', String(port), '--bind', '127.0.0.1', '--directory', folder], { stdio: 'ignore' });
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const start = `http://127.0.0.1:${port}/breach/`;
    await expect(async () => expect((await page.request.get(start)).status()).toBe(200)).toPass();
    const found = new Set<string>([start]);
    let looked = 0;
    for (const address of found) {
      const answer = await page.request.get(address);
      expect(answer.status(), address).toBe(200);
      if (!address.match(/(\/|\.html)$/)) continue;
      const html = await answer.text();
      expect(html, address).not.toMatch(/<script|<form|\son[a-z]+=/i);
      await page.goto(address);
      const lang = address.includes('/breach/es/') ? 'es' : 'en';
      await hasItsBones(page, lang);
      await expect(page.locator('.copy-band')).toHaveCount(1);
      const links = await page.locator('a[href], link[rel=stylesheet]').evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
      for (const link of links.filter((link) => link.startsWith(start.slice(0, -'breach/'.length)))) {
        expect(link, `${address} leads out of the folder`).toContain('/breach/');
        found.add(link.split('#')[0]);
      }
      looked += 1;
      if (looked > 3 && !address.includes('reach-us')) continue;
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        await fitsItsWidth(page);
        await picture(page, `copy-${looked}-${lang}-${width}`);
      }
      await isAccessible(page);
    }
    expect(looked, [...found].join(' ')).toBeGreaterThan(15);
    expect([...found].some((address) => address.endsWith('/feed.atom'))).toBe(true);
  } finally {
    await context.close();
    plain.kill();
    await rm(folder, { recursive: true, force: true });
  }
});
