import type { KubernetesObject } from '@lke-platform/stand-ins/lab/client';
import type { Lab } from '@lke-platform/stand-ins/lab/lab';
import { ENVIRONMENT_KEY } from '../../model/naming';
import { eventually } from '../support/lab/eventually';
import { isolatedLab } from '../support/lab/isolation';
import { labClient, onLab } from '../support/lab/running';
import { podSpec, WORKLOADS, type WorkloadKind } from '../support/lab/workloads';

const NS = 'env-production';
const LINE = `runtimeClassName: ${NS}`;
const KINDS = Object.keys(WORKLOADS) as WorkloadKind[];

onLab('where the API server can change what it is given', () => {
  let lab: Lab;
  beforeAll(async () => {
    const flags = {
      'feature-gates': 'MutatingAdmissionPolicy=true',
      'runtime-config': 'admissionregistration.k8s.io/v1alpha1=true',
    };
    lab = await isolatedLab({}, { apiServerFlags: flags });
  }, 420_000);
  afterAll(() => lab.stop());

  it.each(KINDS.filter((kind) => kind !== 'DaemonSet'))(
    'a %s without a word of it runs on the nodes of its environment',
    async (kind) => {
      const name = `plain-${kind.toLowerCase()}`;
      await eventually(async () => {
        const asked = await labClient().ask('POST', WORKLOADS[kind].path(NS), WORKLOADS[kind].object(name, podSpec()));
        return asked.status === 201 ? true : undefined;
      });
      const made = await labClient().get(`${WORKLOADS[kind].path(NS)}/${name}`);

      expect(JSON.stringify(made.spec)).toContain('"runtimeClassName":"env-production"');
    },
  );

  it('a Deployment that is replaced without a word of it is not rolled out again', async () => {
    const path = WORKLOADS.Deployment.path(NS);
    const object = WORKLOADS.Deployment.object('again', podSpec());
    const before = await labClient().create(path, object);
    const after = await labClient().replace(`${path}/again`, object);

    const templateOf = ({ spec }: KubernetesObject) => (spec as { template: object }).template;
    expect(templateOf(after)).toEqual(templateOf(before));
  });

  it('what asks for other nodes is refused as everywhere', async () => {
    const asked = WORKLOADS.Deployment.object('away', podSpec({ nodeSelector: { [ENVIRONMENT_KEY]: 'staging' } }));

    await expect(labClient().create(WORKLOADS.Deployment.path(NS), asked)).rejects.toThrow(LINE);
  });
});
