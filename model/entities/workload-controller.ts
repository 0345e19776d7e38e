import { z } from 'zod';
import { entity } from '../entity';
import { documented } from '../field';

/** A DNS label, as names of namespaces and resources are. */
const NAME = '[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?';
const SOURCE = 'docs/adr/0024-lifecycle-and-gate.md';

/** A controller that makes workloads and is not one of Kubernetes' own. */
export const workloadController = entity({
  name: 'WorkloadController',
  about:
    'A controller that makes pods, Deployments and the like from what people write, such as Argo Rollouts. It may go on in an environment that is not ready; what people write for it is gated in its place.',
  desired: {
    serviceAccount: documented(z.string().regex(new RegExp(`^${NAME}/${NAME}(\\.${NAME})*$`)), {
      about: 'The account that the controller runs as',
      allowed:
        'the namespace and the name of a ServiceAccount, such as argo-rollouts/argo-rollouts; none in a namespace of an environment or of the baseline, and not one that people or Argo CD act as',
      source: SOURCE,
    }),
    resources: documented(z.array(z.string().regex(new RegExp(`^${NAME}(\\.${NAME})+$`))).min(1), {
      about: 'What people write for it, which is refused where the environment is not ready',
      allowed: 'a list of at least one resource with its API group, such as rollouts.argoproj.io',
      source: SOURCE,
    }),
  },
});
