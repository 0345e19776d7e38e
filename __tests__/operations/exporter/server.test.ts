import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { STACK_PARTS } from '../../../model/exporter-settings';
import type { PartAddresses } from '../../../operations/exporter/sources/stack-parts';
import { runExporter } from '../../../operations/exporter/run-exporter';
import { objectStorage } from '../../../operations/object-storage/client';

/** Stands in for all parts of the observability stack: each answers where its documentation says that it does. */
const READY = new Set([...['GET /-/ready', 'GET /api/health', 'GET /ready', 'POST /v1/metrics']]);

describe('the server of the exporter', () => {
  let store: S3StandIn;
  let parts: Server;
  let isLokiReady = true;
  /** Called when a part is asked, which answers then. @default - at once */
  let hold: ((answer: () => void) => void) | undefined;
  let end: AbortController;
  let running: Promise<void>;
  let address: string;
  beforeEach(async () => {
    store = await S3StandIn.start();
    for (const bucket of ['acme-ledger', 'acme-artifacts', 'acme-reports']) store.createBucket(bucket);
    isLokiReady = true;
    hold = undefined;
    parts = createServer(({ method, url, headers }, response) => {
      const isReady = READY.has(`${method} ${url}`) && (isLokiReady || headers.host?.startsWith('localhost') !== true);
      const answer = () => response.writeHead(isReady ? 200 : 503).end('an answer');
      if (hold) hold(answer);
      else answer();
    });
    await new Promise<void>((resolve) => parts.listen(0, resolve));
    const { port } = parts.address() as AddressInfo;
    const addresses = Object.fromEntries(STACK_PARTS.map((part) => [part, `http://127.0.0.1:${port}`]));
    end = new AbortController();
    const listening = new Promise<number>((resolve) => {
      running = runExporter(
        {
          place: {
            endpoint: store.endpoint,
            buckets: { ledger: 'acme-ledger', artifacts: 'acme-artifacts', reports: 'acme-reports' },
          },
          s3: objectStorage(store.access(), { timeoutMs: 2000, attempts: 1 }),
          parts: { ...addresses, loki: `http://localhost:${port}/` } as unknown as PartAddresses,
          ...{ version: '1.2.3', intervalMs: 60_000, partTimeoutMs: 2000, log: () => undefined },
          ...{ host: '127.0.0.1', port: 0 },
        },
        end.signal,
        resolve,
      );
    });
    address = `http://127.0.0.1:${await listening}`;
  });
  afterEach(async () => {
    end.abort();
    await running;
    parts.closeAllConnections();
    await new Promise((resolve) => parts.close(resolve));
    await store.stop();
  });

  const get = (path: string, method = 'GET') => fetch(`${address}${path}`, { method });

  /** Waits for the first reading. */
  async function ready(): Promise<Response> {
    for (;;) {
      const answer = await get('/readyz');
      if (answer.status === 200) return answer;
      await answer.body?.cancel();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  it('says metrics in the text format, health, and whether all parts are ready', async () => {
    expect(await (await ready()).json()).toMatchObject({ ready: true, parts: { tempo: { ready: true } } });
    const metrics = await get('/metrics');
    expect(metrics.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(await metrics.text()).toContain('lke_platform_observability_part_ready{part="collector"} 1');
    expect([(await get('/healthz')).status, (await get('/healthz', 'HEAD')).status]).toEqual([200, 200]);
  });

  it('names the part that is not ready, and says what it answered', async () => {
    await ready();
    isLokiReady = false;
    const answer = await get('/readyz');

    expect(answer.status).toBe(503);
    const loki = { ready: false, because: '/ready answered 503' };
    expect(await answer.json()).toMatchObject({ ready: false, parts: { loki, prometheus: { ready: true } } });
  });

  it('knows nothing else', async () => {
    expect([
      (await get('/')).status,
      (await get('/metrics/..%2f')).status,
      (await get('/metrics', 'POST')).status,
    ]).toEqual([404, 404, 405]);
  });

  it('answers who is there when it has to stop, and cuts who keeps it', async () => {
    await ready();
    const idle = connect(Number(new URL(address).port), '127.0.0.1');
    await new Promise((resolve) => idle.once('connect', resolve));
    idle.on('error', () => undefined);
    const answers: (() => void)[] = [];
    const isAsked = new Promise<void>((resolve) => {
      hold = (answer) => {
        answers.push(answer);
        resolve();
      };
    });
    const asked = get('/readyz');
    await isAsked;
    end.abort();
    hold = undefined;
    for (const answer of answers) answer();

    expect((await asked).status).toBe(200);
    await running;
    await expect(get('/healthz')).rejects.toThrow();
    idle.destroy();
  });

  it('stops at once though the store does not answer', async () => {
    store.trouble = 'silent';
    const began = performance.now();
    end.abort();
    await running;

    expect(performance.now() - began).toBeLessThan(4_000);
  });
});
