import type { EnvironmentName } from '../../../model/entities/environment';
import type { Status } from '../../../model/lifecycle/status';
import { LIFECYCLE_USER, namespaceOf, STATUS_KEY } from '../../../model/naming';
import { KubernetesClient } from '../../../operations/kubernetes/client';
import { runningLab } from './running';

/**
 * Labels an environment of the lab of this run as the lifecycle does: workloads get into it when it is `ready`. Of the
 * environments of that lab all are; a test that wants another status starts a lab of its own.
 */
export async function labelStatus(environment: EnvironmentName, status: Status): Promise<void> {
  const { server, ca, adminToken } = runningLab();
  const admin = new KubernetesClient({ server, ca, credential: { token: adminToken } });
  const lifecycle = admin.as(LIFECYCLE_USER);
  try {
    const metadata = { labels: { [STATUS_KEY]: status } };
    const path = `/api/v1/namespaces/${namespaceOf(environment)}`;
    await lifecycle.send('PATCH', path, { metadata }, 'application/merge-patch+json');
  } finally {
    lifecycle.close();
    admin.close();
  }
}
