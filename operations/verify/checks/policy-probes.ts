import { ACCESS_NAMESPACE, STATUS_KEY } from '../../../model/naming';
import type { KubernetesAnswer } from '../../kubernetes/client';
import type { VerifySite } from '../check';

/** What came of a request that a policy has to refuse. */
export interface ProbeAnswer {
  /** What was asked for, such as `a grant by hand`. */
  readonly name: string;
  readonly asItShould: boolean;
  /** What is wrong where it is not as it should be, in words. */
  readonly what: string;
}

/** A request that the API server makes nothing of (`dryRun=All`), and that it has to refuse. */
interface Probe {
  readonly name: string;
  /** Whether a policy says something of it: what is not installed is told of as that. */
  appliesTo(policies: string): boolean;
  request(namespace: string): readonly [method: string, path: string, body: unknown, contentType?: string];
  /** Whether an environment of that status lets it through. @default false */
  readonly allowedWhenReady?: boolean;
}

const MERGE_PATCH = 'application/merge-patch+json';
const NAME = 'lke-platform-verify';
/** A pod that nothing else than the policy in question refuses: what it may do on its node, and where it runs. */
const podSpec = {
  securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  containers: [
    {
      name: 'none',
      image: 'example.com/none:1',
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    },
  ],
};

const PROBES: readonly Probe[] = [
  {
    name: 'a grant by hand',
    appliesTo: () => true,
    // It says neither account nor holder.
    request: () => ['POST', `/api/v1/namespaces/${ACCESS_NAMESPACE}/secrets`, secret('grant-of-nothing')],
  },
  {
    name: 'another status of the namespace',
    appliesTo: (policies) => policies.includes(STATUS_KEY),
    request: (namespace) => [
      'PATCH',
      `/api/v1/namespaces/${namespace}`,
      { metadata: { labels: { [STATUS_KEY]: 'by-hand' } } },
      MERGE_PATCH,
    ],
  },
  {
    name: 'a Deployment before the environment is ready',
    appliesTo: (policies) => policies.includes(STATUS_KEY) && policies.includes('"deployments"'),
    request: (namespace) => ['POST', `/apis/apps/v1/namespaces/${namespace}/deployments`, deploymentIn(namespace)],
    allowedWhenReady: true,
  },
  {
    name: 'a pod on a node that it names',
    appliesTo: (policies) => policies.includes('nodeName'),
    request: (namespace) => ['POST', `/api/v1/namespaces/${namespace}/pods`, pod],
  },
];

const secret = (name: string) => ({ type: 'Opaque', metadata: { name } });
const labels = { 'app.kubernetes.io/name': NAME };
/** The class that places a pod has the name of the namespace; where there is none, nobody asks for it. */
const deploymentIn = (runtimeClassName: string) => ({
  metadata: { name: NAME },
  spec: {
    replicas: 0,
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { ...podSpec, runtimeClassName } },
  },
});
const pod = { metadata: { name: NAME }, spec: { ...podSpec, nodeName: NAME } };

/**
 * Asks for what each policy refuses.
 *
 * @param policies the specs of those that are installed, as one text
 * @throws {Error} when something else than a policy refuses: then nothing is known of the policy
 */
export async function probes({ client, environment }: VerifySite, policies: string): Promise<ProbeAnswer[]> {
  const namespace = await client.get(`/api/v1/namespaces/${environment.namespace}`);
  const isReady = namespace?.metadata.labels?.[STATUS_KEY] === 'ready';
  const answers: ProbeAnswer[] = [];
  for (const probe of PROBES.filter((it) => it.appliesTo(policies) && !(isReady && it.allowedWhenReady))) {
    const [method, path, body, contentType] = probe.request(environment.namespace);
    const answer = await client.ask(method, `${path}?dryRun=All`, body, contentType);
    answers.push({
      name: probe.name,
      asItShould: isRefusedByPolicy(probe.name, answer),
      what: `no policy refuses ${probe.name}`,
    });
  }
  return answers;
}

function isRefusedByPolicy(name: string, { status, body }: KubernetesAnswer): boolean {
  if (status < 300) return false;
  const { message = '' } = body as { message?: string };
  if (message.includes('ValidatingAdmissionPolicy')) return true;
  throw new Error(`whether a policy refuses ${name} is not known: the API server answers ${status} ${message}`);
}
