import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findEngine } from '../../engine/find-engine';
import { fail, notChecked, ok, type Check } from '../check';
import { answerText, ask } from '../http';
import { mirrorsOf, type Mirrors, type ProviderAddress, providerAddress, reattached } from '../provider-sources';

export const providers: Check = {
  id: 'providers',
  title: 'providers',
  async run({ platform, environment, timeoutMs }) {
    const engine = await findEngine(environment).catch(() => undefined);
    if (!engine) return notChecked('there is no engine to install them', 'see the line of the engine');
    const running = reattached(environment);
    const mirrors = mirrorsOf(environment);
    const addresses = Object.values(platform.sources.providers).map((it) => providerAddress(it, engine.name));
    const found = await Promise.all(
      addresses.map(async (it): Promise<Found> => {
        const full = `${it.host}/${it.name}`;
        return running.includes(full) ? { where: `${full}: running already` } : whereFrom(it, mirrors, timeoutMs);
      }),
    );
    const missing = found.flatMap((it) => ('missing' in it ? [it.missing] : []));
    if (missing.length === 0) return ok(found.flatMap((it) => ('where' in it ? [it.where] : [])).join('; '));
    return fail(
      missing.join('; '),
      'open a way to the registry, or set up a mirror (provider_installation in the CLI configuration of the engine), ' +
        'or name another source in sources.providers or LKE_PLATFORM_PROVIDERS_<NAME>',
    );
  },
};

/** Where a provider comes from, or what is missing. */
type Found = { readonly where: string } | { readonly missing: string };

async function whereFrom(provider: ProviderAddress, mirrors: Mirrors, timeoutMs?: number): Promise<Found> {
  const { host, name } = provider;
  const folder = mirrors.folders.find((path) => existsSync(join(path, host, name)));
  if (folder !== undefined) return { where: `${name}: in ${folder}` };
  for (const address of mirrors.addresses) {
    const { status } = await ask(`${address}${host}/${name}/index.json`, { timeoutMs });
    if (status === 200) return { where: `${name}: on ${address}` };
  }
  return mirrors.direct
    ? fromRegistry(provider, timeoutMs)
    : { missing: `${name} is in no mirror that ${String(mirrors.file)} names` };
}

async function fromRegistry({ host, name }: ProviderAddress, timeoutMs?: number): Promise<Found> {
  const answer = await ask(`https://${host}/v1/providers/${name}/versions`, { timeoutMs });
  return answer.status === 200
    ? { where: `${name}: on ${host}` }
    : { missing: `${name} on ${host}: ${answerText(answer)}` };
}
