import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isLabBuilt, startLab, type Lab } from '@lke-platform/stand-ins/lab/lab';
import { chooseIn } from '../../constructs/chosen';
import { gatewayRules } from '../../constructs/observability/collectors/gateway';
import { freePort } from '../support/free-port';
import { localEventsGateway } from '../support/observability/collectors';
import { LogReceiver, type Received } from '../support/observability/log-receiver';
import { start, type Running } from '../support/observability/process';
import { onPrograms, PROGRAMS } from '../support/observability/programs';
import { temporaryFolder } from '../support/temporary-folder';
import { until } from '../support/until';

const ACCOUNT = { namespace: 'monitoring', name: 'opentelemetry-collector' };
const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const LEASE = '/apis/coordination.k8s.io/v1/namespaces/monitoring/leases/opentelemetry-collector-events';

(isLabBuilt() ? onPrograms('otelcol') : describe.skip)('events of a real API server', () => {
  const folder = temporaryFolder();
  const loki = new LogReceiver();
  let lab: Lab;
  let gateway: Running;
  const ofReason = (reason: string): Received | undefined =>
    loki.received.find(({ attributes }) => attributes['k8s.event.reason'] === reason);

  beforeAll(async () => {
    lab = await startLab();
    const { admin } = lab;
    const accounts = `/api/v1/namespaces/${ACCOUNT.namespace}/serviceaccounts`;
    await admin.create('/api/v1/namespaces', { metadata: { name: ACCOUNT.namespace } });
    await admin.create('/api/v1/namespaces', { metadata: { name: 'env-production' } });
    await admin.create(accounts, { metadata: { name: ACCOUNT.name } });
    await admin.create(`${RBAC}/clusterroles`, {
      metadata: { name: ACCOUNT.name },
      rules: gatewayRules({ loki: true, choose: chooseIn() }),
    });
    await admin.create(`${RBAC}/clusterrolebindings`, {
      metadata: { name: ACCOUNT.name },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: ACCOUNT.name },
      subjects: [{ kind: 'ServiceAccount', ...ACCOUNT }],
    });
    const asked = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds: 3600 } };
    const { status } = (await admin.create(`${accounts}/${ACCOUNT.name}/token`, asked)) as {
      status: { token: string };
    };
    const kubeconfig = join(folder, 'kubeconfig');
    writeFileSync(kubeconfig, lab.kubeconfigFor(ACCOUNT.name, status.token));
    const file = join(folder, 'gateway.yaml');
    const health = await freePort();
    writeFileSync(file, JSON.stringify(localEventsGateway({ health, loki: await loki.start() })));
    gateway = start(PROGRAMS.otelcol, ['--config', file], folder, { KUBECONFIG: kubeconfig });
    await until(async () => (await fetch(`http://127.0.0.1:${health}`).catch(() => undefined))?.ok === true);
  });
  afterAll(async () => {
    await gateway.stop();
    await loki.stop();
    await lab.stop();
  });

  it('arrive with what they are about, as the account of the gateway may read them', async () => {
    const labels = { app: 'web' };
    await lab.admin.create('/apis/apps/v1/namespaces/env-production/replicasets', {
      metadata: { name: 'web' },
      spec: {
        ...{ replicas: 1, selector: { matchLabels: labels } },
        template: { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'web:1' }] } },
      },
    });
    await until(() => Promise.resolve(ofReason('SuccessfulCreate') !== undefined));
    // No node can take it.
    await until(() => Promise.resolve(ofReason('FailedScheduling') !== undefined));

    expect(ofReason('SuccessfulCreate')?.attributes).toMatchObject({
      'k8s.event.type': 'Normal',
      'k8s.object.kind': 'ReplicaSet',
      'k8s.object.name': 'web',
    });
    expect(ofReason('FailedScheduling')).toMatchObject({
      attributes: { 'k8s.event.type': 'Warning', 'k8s.object.kind': 'Pod' },
      body: expect.stringContaining('no nodes available') as string,
    });
    expect(gateway.log()).not.toMatch(/forbidden/i);
  });

  it('are read by one at a time: the account may hold the lease for it', async () => {
    await until(async () => (await lab.admin.ask('GET', LEASE)).status === 200);

    expect(await lab.admin.get(LEASE)).toMatchObject({
      spec: { holderIdentity: expect.stringMatching(/./) as string },
    });
  });
});
