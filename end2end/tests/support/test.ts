// `test` with a server per file, and a watch on every page: no console error, no report of the content security policy,
// no request to another host, whatever else a test is about.
import { type Page, test as base } from '@playwright/test';
import { type Server, startPractice } from './server.ts';

export { expect } from '@playwright/test';

type Watch = { faults: string[]; of: (page: Page) => void };

export const test = base.extend<{ watch: Watch }, { server: Server }>({
  server: [
    async ({}, use) => {
      const server = await startPractice();
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ server }, use) => use(server.origin),
  watch: [
    async ({ context, server }, use) => {
      const faults: string[] = [];
      const of = (page: Page) => {
        page.on('console', (message) => {
          // A page that answers 404 or 422 on purpose is no fault; that Chromium says so in its console neither.
          const isStatus = /^Failed to load resource: the server responded with a status of 4\d\d/.test(message.text());
          // What Playwright itself puts into every frame is not let into one of ours that may run no script.
          const isKeptOut = /^Blocked script execution in 'about:(blank|srcdoc)'/.test(message.text());
          // How soon an island wakes is the machine's matter, not the page's.
          const isSlow = /was preloaded using link preload but not used within a few seconds/.test(message.text());
          if (['error', 'warning'].includes(message.type()) && !isStatus && !isKeptOut && !isSlow) faults.push(`console: ${message.text()}`);
        });
        page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
        page.on('request', (request) => {
          const url = new URL(request.url());
          if (url.origin !== server.origin && !['data:', 'blob:', 'about:'].includes(url.protocol)) faults.push(`request to ${request.url()}`);
        });
      };
      context.on('page', of);
      await use({ faults, of });
      if (faults.length > 0) throw new Error(`while the test ran:\n${[...new Set(faults)].join('\n')}`);
    },
    { auto: true },
  ],
});
