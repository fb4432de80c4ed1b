// Before all tests: makes the practice incident once. After them: takes it away.
import { mkdir, rm } from 'node:fs/promises';
import { startIn, TEMPLATE } from './server.ts';

export default async function practice(): Promise<() => Promise<void>> {
  await rm(TEMPLATE, { recursive: true, force: true });
  await mkdir(TEMPLATE, { recursive: true });
  const server = await startIn(TEMPLATE);
  await server.stop();
  return () => rm(TEMPLATE, { recursive: true, force: true });
}
