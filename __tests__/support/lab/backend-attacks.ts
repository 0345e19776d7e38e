import type { Attacker } from './attacker';
import { NAMESPACE, type RolloutLab } from './rollout-lab';

const CORE = `/api/v1/namespaces/${NAMESPACE}`;
const SLICES = `/apis/discovery.k8s.io/v1/namespaces/${NAMESPACE}/endpointslices`;
const NAME = 'answers';
const REFUSED = 'come by its rollout';
const PORTS = [{ port: 80 }];
const ADDRESS = '10.2.9.9';

interface Found {
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
}

/** Puts another backend behind a Service of production: by what lists its backends, and by where a pod says that it is. */
export async function failToAnswer(lab: RolloutLab, person: Attacker): Promise<void> {
  const { admin } = lab;
  const service = { metadata: { name: NAME }, spec: { selector: { app: 'catalogue' }, ports: PORTS } };
  await admin.ask('POST', `${CORE}/services`, service);
  const ownSlice = async () =>
    ((await admin.listWhole(SLICES)) as readonly Found[]).find(
      ({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === NAME,
    );
  await lab.until('its controller makes an EndpointSlice', async () => (await ownSlice()) !== undefined);
  const own = `${SLICES}/${(await ownSlice())!.metadata.name}`;
  const endpoints = [{ addresses: [ADDRESS] }];
  const labels = { 'kubernetes.io/service-name': NAME };
  const evil = { metadata: { name: 'evil', labels }, addressType: 'IPv4', endpoints };

  await person.isRefused(REFUSED, 'POST', SLICES, evil);
  await person.isRefused(REFUSED, 'PATCH', own, { endpoints });
  await person.isRefused(REFUSED, 'PATCH', own, { metadata: { labels: { 'kubernetes.io/service-name': 'other' } } });
  await person.isRefused(REFUSED, 'POST', `${CORE}/endpoints`, {
    metadata: { name: 'evil' },
    subsets: [{ addresses: [{ ip: ADDRESS }], ports: PORTS }],
  });
  const [pod] = (await admin.listWhole(`${CORE}/pods`)) as readonly Found[];
  const status = { podIP: ADDRESS, podIPs: [{ $patch: 'replace' }, { ip: ADDRESS }] };
  await person.isRefused(REFUSED, 'PATCH', `${CORE}/pods/${pod?.metadata.name}/status`, { status });
}
