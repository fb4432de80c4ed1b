// Takes the picture in the README from a running site: node pictures.mjs ORIGIN
import { chromium } from '@playwright/test';

const origin = process.argv[2] ?? 'http://localhost:3000';
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--headless=new', '--disable-gpu'] });
const page = await browser.newPage({ viewport: { width: 960, height: 880 } });
await page.goto(`${origin}/`);
await page.screenshot({ path: new URL('../../docs/pictures/incident.png', import.meta.url).pathname });
await browser.close();
