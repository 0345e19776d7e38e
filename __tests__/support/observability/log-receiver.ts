import { once } from 'node:events';
import { createServer } from 'node:http';

/** A record as it came, with what its resource says and the tenant it came for. */
export interface Received {
  readonly tenant: string | undefined;
  /** what is not text as the JSON of OTLP */
  readonly body: string;
  readonly resource: Readonly<Record<string, string>>;
  /** what the record says itself, as far as it is text */
  readonly attributes: Readonly<Record<string, string>>;
}

interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string };
}

interface Request {
  readonly resourceLogs: readonly {
    readonly resource: { readonly attributes?: readonly Attribute[] };
    readonly scopeLogs: readonly {
      readonly logRecords: readonly {
        readonly body: { readonly stringValue?: string };
        readonly attributes?: readonly Attribute[];
      }[];
    }[];
  }[];
}

/** Stands in for Loki, which is not to be had: takes OTLP as JSON, and keeps what came. It may refuse for a while. */
export class LogReceiver {
  readonly received: Received[] = [];
  /** Whether everything is answered with 503, as by a Loki that starts. */
  refuses = false;

  private readonly server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      response.statusCode = this.refuses ? 503 : 200;
      if (!this.refuses) {
        const tenant = request.headers['x-scope-orgid'];
        this.take(
          JSON.parse(Buffer.concat(chunks).toString()) as Request,
          typeof tenant === 'string' ? tenant : undefined,
        );
      }
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });

  async start(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as { port: number }).port}`;
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  private take({ resourceLogs }: Request, tenant: string | undefined) {
    for (const { resource, scopeLogs } of resourceLogs) {
      for (const { logRecords } of scopeLogs) {
        for (const { body, attributes } of logRecords) {
          const [of, own] = [textsOf(resource.attributes), textsOf(attributes)];
          this.received.push({ tenant, body: body.stringValue ?? JSON.stringify(body), resource: of, attributes: own });
        }
      }
    }
  }
}

const textsOf = (attributes: readonly Attribute[] = []) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? '']));
