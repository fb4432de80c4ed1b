import { defineConfig } from '@playwright/test';

// One name for all processes of this run (the practice incident is made once for all of them).
process.env.END2END_RUN ??= String(process.pid);

// Debian's Chromium: Playwright's own browsers are not needed. It runs as root in containers, hence no sandbox.
const launchOptions = {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox', '--headless=new', '--disable-gpu', '--disable-background-networking', '--disable-component-update',
    '--disable-sync', '--no-first-run',
  ],
};

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  globalSetup: './tests/support/practice.ts',
  fullyParallel: false,
  workers: Number(process.env.E2E_WORKERS ?? 2),
  timeout: 90_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  // Where nobody watches, a test that failed is tried once more, and the report calls it flaky: a busy machine is no fault of the program's,
  // and a fault of the program's fails twice.
  retries: process.env.CI ? 1 : 0,
  reporter: [['list']],
  // An element that never comes is known after half a minute, not at the end of a long walk.
  use: { actionTimeout: 30_000, browserName: 'chromium', launchOptions, screenshot: 'only-on-failure', trace: 'retain-on-failure', serviceWorkers: 'block' },
});
