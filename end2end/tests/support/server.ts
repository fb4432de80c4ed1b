// Starts the program as its users do, on ports and in a folder of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Server = { origin: string; ops: string; folder: string; stop: () => Promise<void> };

const ROOT = join(import.meta.dirname, '../../..');
export const PROGRAM = process.env.END2END_PROGRAM ?? join(process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target'), 'debug/candor');

/** The practice incident as `candor demo` makes it, made once and copied for every server (see practice.ts). */
export const TEMPLATE = join(tmpdir(), `candor-end2end-${process.env.END2END_RUN}`);

/** A port nobody listens at, from below those that the system gives to connections that go out: one of theirs is taken within the second. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(10_000, 32_000);
    const isFree = await new Promise<boolean>((resolve) => {
      const probe = createServer();
      probe.once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}

/** `candor demo` in `folder`; resolves when it says that it listens. */
export async function startIn(folder: string, settings: Record<string, string> = {}): Promise<Server> {
  const [port, ops] = [await freePort(), await freePort()];
  const origin = `http://localhost:${port}`;
  const child = spawn(
    PROGRAM,
    ['demo', '--data-dir', folder, '--listen', `127.0.0.1:${port}`, '--ops-listen', `127.0.0.1:${ops}`, '--public-url', origin],
    // All tests come from one network; what the budget does is tested over HTTP in the server's own tests.
    { env: { ...process.env, CANDOR_BUDGETS__NETWORK_PER_MINUTE: '100000', ...settings }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const log = createWriteStream(join(folder, 'server.log'), { flags: 'a' });
  child.stderr.pipe(log);
  await listening(child);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async () => {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await exited;
    clearTimeout(late);
  };
  return { origin, ops: `http://127.0.0.1:${ops}`, folder, stop };
}

function listening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(() => reject(new Error(`not listening after 60 s; it said: ${said}`)), 60_000);
    const read = (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('listening on')) {
        clearTimeout(late);
        resolve();
      }
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`the program ended with ${code}; it said: ${said}`));
    });
  });
}

/** A server with a copy of the practice incident. */
export async function startPractice(settings: Record<string, string> = {}): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'candor-end2end-server-'));
  await cp(TEMPLATE, folder, { recursive: true });
  const server = await startIn(folder, settings);
  const stop = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { ...server, stop };
}
