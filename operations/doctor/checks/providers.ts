import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findEngine } from '../../engine/find-engine';
import { fullAddress, type ProviderAddress, providerAddress } from '../../engine/provider-address';
import { fail, notChecked, ok, type Check } from '../check';
import { answerText, ask, type Answer, isData, mayPass } from '../http';
import { mirrorsOf, type Mirrors, reattached } from '../provider-sources';

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
        const full = fullAddress(it);
        return running.includes(full) ? { where: `${full}: running already` } : whereFrom(it, mirrors, timeoutMs);
      }),
    );
    const missing = found.filter((it) => 'missing' in it);
    if (missing.length === 0) return ok(found.flatMap((it) => ('where' in it ? [it.where] : [])).join('; '));
    const isPassing = missing.every(({ mayPass: passes }) => passes);
    return fail(
      missing.map((it) => it.missing).join('; '),
      isPassing
        ? 'it has trouble, or was asked too often: run doctor again in some minutes'
        : 'open a way to the registry, or set up a mirror (provider_installation in the CLI configuration of the engine), ' +
            'or name another source in sources.providers or LKE_PLATFORM_PROVIDERS_<NAME>',
    );
  },
};

/** Where a provider comes from, or what is missing, and whether that may be otherwise soon. */
type Found = { readonly where: string } | { readonly missing: string; readonly mayPass: boolean };

async function whereFrom(provider: ProviderAddress, mirrors: Mirrors, timeoutMs?: number): Promise<Found> {
  const { host, name } = provider;
  const folder = mirrors.folders.find((path) => existsSync(join(path, host, name)));
  if (folder !== undefined) return { where: `${name}: in ${folder}` };
  const refusals: { readonly address: string; readonly answer: Answer }[] = [];
  for (const address of mirrors.addresses) {
    const answer = await ask(`${address}${host}/${name}/index.json`, { timeoutMs });
    if (isData(answer)) return { where: `${name}: on ${address}` };
    refusals.push({ address, answer });
  }
  if (mirrors.direct) return fromRegistry(provider, timeoutMs);
  const asked = refusals.map(({ address, answer }) => `${address}: ${answerText(answer)}`).join(', ');
  return {
    missing: `${name} is in no mirror that ${String(mirrors.file)} names${asked && ` (${asked})`}`,
    mayPass: refusals.some(({ answer }) => mayPass(answer)),
  };
}

async function fromRegistry({ host, name }: ProviderAddress, timeoutMs?: number): Promise<Found> {
  const answer = await ask(`https://${host}/v1/providers/${name}/versions`, { timeoutMs });
  return isData(answer)
    ? { where: `${name}: on ${host}` }
    : { missing: `${name} on ${host}: ${answerText(answer)}`, mayPass: mayPass(answer) };
}
