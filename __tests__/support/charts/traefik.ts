import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '@lke-platform/stand-ins/lab/cache-folder';
import type { Lab } from '@lke-platform/stand-ins/lab/lab';
import { Daemon } from '@lke-platform/stand-ins/lab/processes';
import { defaultValuesOf } from './folder';

/** The part of Traefik that judges gateways and routes, in the version of the chart; `.ci/tools/traefik.sh` builds it. */
const PROGRAM = join(cacheFolder(), 'traefik-3.7.11/provider');

export const isTraefikBuilt = () => existsSync(PROGRAM);

const OPTION = 'providers.kubernetesgateway';

/** Of arguments of Traefik, those that are about gateways, each with its value. */
export const gatewayArguments = (all: readonly string[]) => all.filter((it) => it.startsWith(`--${OPTION}.`)).sort();

/** What the values of the chart `ingress` tell Traefik of gateways, as Traefik's chart makes arguments of them. */
export function givenToTraefik(): string[] {
  const { traefik } = defaultValuesOf('ingress') as {
    traefik: { providers: { kubernetesGateway: Readonly<Record<string, unknown>> }; additionalArguments: string[] };
  };
  const options = Object.entries(traefik.providers.kubernetesGateway).filter(([name]) => name !== 'enabled');
  const ofOptions = options.map(([name, value]) => `--${OPTION}.${name}=${String(value)}`);
  return gatewayArguments([...ofOptions, ...traefik.additionalArguments]);
}

interface Served {
  readonly routers?: Readonly<Record<string, { readonly rule: string; readonly service?: string }>>;
}

/** Traefik as the Gateway API knows it: it reads gateways and routes of a lab, and writes their status. It serves nobody. */
export class Traefik {
  private constructor(private readonly daemon: Daemon) {}

  /** @param given what Traefik is told of gateways */
  static start({ folder, server, ca, adminToken }: Lab, given: readonly string[] = givenToTraefik()): Traefik {
    const tokenFile = join(folder, 'traefik-token');
    const caFile = join(folder, 'traefik-ca.pem');
    writeFileSync(tokenFile, adminToken, { mode: 0o600 });
    writeFileSync(caFile, ca);
    const whose = ['--server', server, '--token-file', tokenFile, '--ca-file', caFile];
    return new Traefik(Daemon.start(folder, PROGRAM, [...whose, '--', ...given]));
  }

  /** Names that it would serve now, each with the service behind it, or none. */
  served(): { readonly host: string; readonly service: string }[] {
    const last = readFileSync(this.daemon.log, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('{"') && !line.includes('"level":'))
      .at(-1);
    const { routers = {} } = JSON.parse(last ?? '{}') as Served;
    return Object.values(routers).flatMap(({ rule, service = '' }) =>
      [...rule.matchAll(/Host(?:Regexp)?\([`"]([^`"]+)[`"]\)/g)].map(([, host = '']) => ({ host, service })),
    );
  }

  stop(): Promise<void> {
    return this.daemon.stop();
  }
}
