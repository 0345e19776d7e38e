import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '@lke-platform/stand-ins/lab/cache-folder';
import type { Lab } from '@lke-platform/stand-ins/lab/lab';
import { Daemon } from '@lke-platform/stand-ins/lab/processes';

/** The part of Traefik that judges gateways and routes, in the version of the chart; `.ci/tools/traefik.sh` builds it. */
const PROGRAM = join(cacheFolder(), 'traefik-3.7.11/gateway');

export const isTraefikBuilt = () => existsSync(PROGRAM);

interface Served {
  readonly routers?: Readonly<Record<string, { readonly rule: string; readonly service: string }>>;
}

/** Traefik as the Gateway API knows it: it reads gateways and routes of a lab, and writes their status. It serves nobody. */
export class Traefik {
  private constructor(private readonly daemon: Daemon) {}

  /** @param service whose address gateways get */
  static start({ folder, server, ca, adminToken }: Lab, service: string, namespace: string): Traefik {
    const tokenFile = join(folder, 'traefik-token');
    const caFile = join(folder, 'traefik-ca.pem');
    writeFileSync(tokenFile, adminToken, { mode: 0o600 });
    writeFileSync(caFile, ca);
    const asked = { server, 'token-file': tokenFile, 'ca-file': caFile, service, 'service-namespace': namespace };
    return new Traefik(
      Daemon.start(
        folder,
        PROGRAM,
        Object.entries(asked).flatMap(([name, value]) => [`--${name}`, value]),
      ),
    );
  }

  /** Names that it would serve now, each with the service behind it. */
  served(): { readonly host: string; readonly service: string }[] {
    const last = readFileSync(this.daemon.log, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('{"') && !line.includes('"level":'))
      .at(-1);
    const { routers = {} } = JSON.parse(last ?? '{}') as Served;
    return Object.values(routers).flatMap(({ rule, service }) =>
      [...rule.matchAll(/Host(?:Regexp)?\([`"]([^`"]+)[`"]\)/g)].map(([, host = '']) => ({ host, service })),
    );
  }

  stop(): Promise<void> {
    return this.daemon.stop();
  }
}
