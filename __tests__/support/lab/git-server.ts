import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { certificateOfLoopback } from '@lke-platform/stand-ins/testing/certificate';
import { listen } from '@lke-platform/stand-ins/listen';

/** Who may read a private repository. */
export interface Reader {
  readonly username: string;
  readonly password: string;
}

/** Serves a repository over https with git's own server, to one reader alone. */
export class GitServer {
  private constructor(
    private readonly server: Server,
    private readonly folder: string,
    readonly url: string,
    /** Certificate of the server, in PEM. */
    readonly certificate: string,
  ) {}

  /** @param repository folder of it */
  static async start(repository: string, { username, password }: Reader): Promise<GitServer> {
    const folder = mkdtempSync(join(tmpdir(), 'lke-platform-git-server-'));
    const { key, cert } = certificateOfLoopback(folder);
    const credential = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
    const server = createServer({ key, cert }, (request, response) => {
      if (request.headers.authorization === credential) return answer(repository, request, response);
      request.resume();
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
    });
    await listen(server);
    const { port } = server.address() as AddressInfo;
    return new GitServer(server, folder, `https://127.0.0.1:${port}/${basename(repository)}`, cert);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** As a web server does it by the Common Gateway Interface (RFC 3875). */
function answer(repository: string, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, search } = new URL(request.url ?? '/', 'https://127.0.0.1');
  const program = join(execFileSync('git', ['--exec-path'], { encoding: 'utf8' }).trim(), 'git-http-backend');
  const { 'content-type': type, 'content-encoding': encoding, 'git-protocol': protocol } = request.headers;
  const child = spawn(program, {
    env: {
      ...{ PATH: process.env.PATH, HOME: repository, GIT_PROJECT_ROOT: dirname(repository), GIT_HTTP_EXPORT_ALL: '1' },
      ...{ PATH_INFO: pathname, QUERY_STRING: search.slice(1), REQUEST_METHOD: request.method },
      ...{ REMOTE_USER: 'reader', REMOTE_ADDR: '127.0.0.1', CONTENT_TYPE: type ?? '' },
      ...(encoding !== undefined && { HTTP_CONTENT_ENCODING: encoding }),
      ...(protocol !== undefined && { GIT_PROTOCOL: String(protocol) }),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  request.pipe(child.stdin);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.on('close', () => {
    const whole = Buffer.concat(chunks);
    const end = whole.indexOf('\r\n\r\n');
    const headers = whole.subarray(0, end).toString().split('\r\n');
    const pairs = headers.map((line) => line.split(/: (.*)/).slice(0, 2) as [string, string]);
    const status = pairs.find(([name]) => name === 'Status')?.[1] ?? '200';
    response.writeHead(Number.parseInt(status, 10), Object.fromEntries(pairs.filter(([name]) => name !== 'Status')));
    response.end(whole.subarray(end + 4));
  });
}
