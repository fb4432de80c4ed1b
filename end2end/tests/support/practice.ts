// Before all tests: makes the practice incident once. After them: takes it away.
import { mkdir, rm } from 'node:fs/promises';
import { startIn, TEMPLATE } from './server.ts';

export default async function practice(): Promise<() => Promise<void>> {
  await rm(TEMPLATE, { recursive: true, force: true });
  await mkdir(TEMPLATE, { recursive: true });
  const server = await startIn(TEMPLATE);
  // The notice to a thousand people is on its way; every test wants to find its mail there already.
  let newest = '';
  for (let quiet = 0; quiet < 4; await new Promise((wake) => setTimeout(wake, 500))) {
    const now = await (await fetch(`${server.origin}/practice/mail`)).text();
    quiet = now === newest && now.includes('/practice/mail/') ? quiet + 1 : 0;
    newest = now;
  }
  await server.stop();
  return () => rm(TEMPLATE, { recursive: true, force: true });
}
