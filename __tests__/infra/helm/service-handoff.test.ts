import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { parse } from 'yaml';
import { freePort } from '../../support/free-port';
import { KEY } from '../../support/handoff/service';
import { temporaryFolder } from '../../support/temporary-folder';

const ROOT = join(__dirname, '../../..');
const TEMPLATE = readFileSync(join(ROOT, 'infra/helm/service-handoff/templates/deployment.yaml'), 'utf8');
const NO_KEY = '<?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>none</Message></Error>';
const START_MS = 60_000;

/** A list of words in the container of the chart. */
function words(field: 'command' | 'args'): string[] {
  const [, list = '[]'] = new RegExp(`^ +${field}: (\\[.*\\])$`, 'm').exec(TEMPLATE) ?? [];
  return (parse(list) as unknown[]).map(String);
}

/** An object storage with empty buckets, which can answer nobody until it is let. */
class HeldStore {
  private readonly waiting: (() => void)[] = [];
  private isHeld = false;
  private told: () => void = () => undefined;
  readonly asked = new Promise<void>((resolve) => (this.told = resolve));

  private constructor(private readonly server: Server) {}

  static async start(): Promise<HeldStore> {
    const server = createServer();
    const store = new HeldStore(server);
    server.on('request', (request, response) => store.take(() => answer(request, response)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return store;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  hold(): void {
    this.isHeld = true;
  }

  release(): void {
    this.isHeld = false;
    for (const give of this.waiting.splice(0)) give();
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private take(give: () => void): void {
    if (!this.isHeld) return give();
    this.waiting.push(give);
    this.told();
  }
}

function answer({ url = '/' }: IncomingMessage, response: ServerResponse): void {
  const [, key] = /^\/[^/?]+\/([^?]+)/.exec(url) ?? [];
  if (key === undefined) response.writeHead(200).end();
  else response.writeHead(404, { 'content-type': 'application/xml' }).end(NO_KEY);
}

describe('the container of the chart service-handoff', () => {
  const folder = temporaryFolder();
  let store: HeldStore;
  let container: ChildProcess;
  let log: Promise<string>;
  let address = '';
  beforeEach(async () => {
    store = await HeldStore.start();
    const port = await freePort();
    address = `http://127.0.0.1:${port}`;
    const file = join(folder, 'platform.yaml');
    writeFileSync(file, readFileSync(join(ROOT, 'docs/examples/full.yaml')));
    const here: Readonly<Record<string, string>> = {
      ...{ '0.0.0.0': '127.0.0.1', '8080': String(port), '/etc/lke-platform/platform.yaml': file },
    };
    const line = [...words('command'), ...words('args').map((word) => here[word] ?? word)];
    const root = process.getuid?.() === 0 ? [] : ['--map-root-user'];
    // As in a container, its process is the first one: where that ends, all others are killed.
    container = spawn('unshare', ['--pid', '--fork', '--mount-proc', ...root, ...line], {
      cwd: ROOT,
      env: {
        ...{ PATH: process.env.PATH, HOME: folder, AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' },
        ...{ LKE_PLATFORM_HANDOFF_KEY: KEY, LKE_PLATFORM_OBJECT_STORAGE: store.address, LINODE_TOKEN: 'x' },
        LKE_PLATFORM_SNAPSHOT_RECIPIENT: await identityToRecipient(await generateIdentity()),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    log = container.stderr ? text(container.stderr) : Promise.resolve('');
    await untilHealthy();
  });
  afterEach(() => {
    container.kill('SIGKILL');
    store.stop();
  });

  async function untilHealthy(): Promise<void> {
    for (const deadline = Date.now() + START_MS; Date.now() < deadline; await sleep(100)) {
      if (container.exitCode !== null) throw new Error(`it does not start: ${await log}`);
      if ((await fetch(`${address}/healthz`).catch(() => undefined))?.ok) return;
    }
    throw new Error('it does not answer');
  }

  /** Process 1 of the container, as seen from outside. */
  const first = () => Number(execFileSync('pgrep', ['-P', String(container.pid)], { encoding: 'utf8' }).trim());

  it('answers what is under way when it is told to stop, and then ends well', async () => {
    store.hold();
    const answer = fetch(`${address}/readyz`).then((it) => it.status, String);
    await store.asked;
    const ended = new Promise<number | null>((resolve) => container.once('exit', resolve));
    process.kill(first(), 'SIGTERM');
    await sleep(1_000);
    store.release();

    expect(await answer).toBe(200);
    expect(await ended).toBe(0);
    expect(await log).toContain('"stopping"');
  });
});
