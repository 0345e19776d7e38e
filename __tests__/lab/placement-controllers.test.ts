import type { Lab } from '@lke-platform/stand-ins/lab/lab';
import { eventually } from '../support/lab/eventually';
import { beforePlacement, isolatedLab } from '../support/lab/isolation';
import { onLab } from '../support/lab/running';
import { podSpec, WORKLOADS, type WorkloadKind } from '../support/lab/workloads';

const NS = 'env-production';
const MAKERS: readonly WorkloadKind[] = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicationController'];

onLab.each([
  ['each has an account', true],
  ['all are one user', false],
])(
  "what Kubernetes' controllers make of templates that were there before the policies, where %s",
  (_mode, perControllerAccounts) => {
    let lab: Lab;
    beforeAll(async () => {
      lab = await isolatedLab({}, { perControllerAccounts });
      await beforePlacement(lab, NS, async () => {
        for (const kind of MAKERS) {
          await lab.admin.create(
            WORKLOADS[kind].path(NS),
            WORKLOADS[kind].object(`old-${kind.toLowerCase()}`, podSpec()),
          );
        }
        const { spec, ...job } = WORKLOADS.Job.object('old-job', podSpec());
        await lab.admin.create(WORKLOADS.Job.path(NS), { ...job, spec: { ...(spec as object), suspend: true } });
      });
    }, 420_000);
    afterAll(() => lab.stop());

    const podsOf = (kind: WorkloadKind) =>
      eventually(async () => {
        const { items = [] } = await lab.admin.get(`/api/v1/namespaces/${NS}/pods`);
        const own = items.filter(({ metadata }) => metadata?.name?.startsWith(`old-${kind.toLowerCase()}-`));
        return own.length > 0 ? own : undefined;
      });

    it.each(MAKERS)('a lost pod of a %s comes back', async (kind) => {
      const [lost] = await podsOf(kind);
      await lab.admin.remove(`/api/v1/namespaces/${NS}/pods/${String(lost?.metadata?.name)}?gracePeriodSeconds=0`);

      const uid = await eventually(async () => {
        const [other] = await podsOf(kind);
        return other?.metadata?.uid === lost?.metadata?.uid ? undefined : other?.metadata?.uid;
      });
      expect(uid).toBeDefined();
    });

    // Pods of Jobs end by themselves here, so that one that is lost may have been the last.
    it('a Job that was suspended makes its pod', async () => {
      await lab.admin.patch(`${WORKLOADS.Job.path(NS)}/old-job`, { spec: { suspend: false } });

      await expect(podsOf('Job')).resolves.toHaveLength(1);
    });
  },
);
