import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubernetesObject } from '@lke-platform/stand-ins/lab/client';
import type { Lab } from '@lke-platform/stand-ins/lab/lab';
import { labPrograms } from '@lke-platform/stand-ins/lab/programs';
import { eventually } from '../lab/eventually';

interface Container {
  readonly command: readonly string[];
  readonly args: readonly string[];
}
interface PodSpec {
  readonly serviceAccountName: string;
  readonly initContainers: readonly [Container];
  readonly containers: readonly [Container];
}

const JOBS = '/apis/batch/v1/namespaces/monitoring/jobs';
const CORE = '/api/v1/namespaces/monitoring';

/**
 * The job by which the chart upgrades its CRDs. The nodes of the lab run nothing, so this does what the node would: the
 * job's own commands on the job's own files, with the real kubectl and a token of the job's account.
 */
export class CrdJob {
  /** A label that no node has: the pod waits until this has done its work. */
  static readonly NOWHERE = { 'lke-platform.io/held-by-the-test': 'yes' };

  constructor(
    private readonly lab: Lab,
    private readonly folder: string,
  ) {}

  /** Waits for the pod of the job, does what it says, and tells the API server that it came to its end. */
  async runAsNode(): Promise<{ status: number | null; stderr: string }> {
    const pod = await eventually(async () => (await this.pods())[0]);
    const { serviceAccountName, initContainers, containers } = pod.spec as PodSpec;
    const places = { '/crds/': join(this.folder, 'crds/'), '/tmp/': join(this.folder, 'tmp/') };
    for (const place of Object.values(places)) mkdirSync(place);
    await this.writeCrds(places['/crds/']);
    const here = (text: string) => text.replace(/\/(?:crds|tmp)\//g, (there) => places[there as keyof typeof places]);

    const [unpack] = initContainers;
    const unpacked = spawnSync(unpack.command[0]!, unpack.args.map(here), { encoding: 'utf8' });
    if (unpacked.status !== 0) return unpacked;
    const kubeconfig = join(this.folder, 'job.kubeconfig');
    writeFileSync(kubeconfig, this.lab.kubeconfigFor('job', await this.tokenOf(serviceAccountName)));
    const [{ command, args }] = containers;
    if (command[0] !== 'kubectl') throw new Error(`the job runs ${command[0]}`);
    const applied = spawnSync(labPrograms().kubectl, [...args.map(here), '--kubeconfig', kubeconfig], {
      encoding: 'utf8',
    });
    if (applied.status === 0) await this.succeed(pod);
    return applied;
  }

  private async pods(): Promise<KubernetesObject[]> {
    const { items: jobs = [] } = await this.lab.admin.get(JOBS);
    const job = jobs.find(({ metadata }) => metadata?.name?.includes('crd'));
    if (!job) return [];
    const { items = [] } = await this.lab.admin.get(`${CORE}/pods?labelSelector=job-name%3D${job.metadata?.name}`);
    return items;
  }

  private async writeCrds(place: string) {
    const { items = [] } = await this.lab.admin.get(`${CORE}/configmaps`);
    const found = items.find(({ metadata }) => metadata?.name?.includes('crd')) as
      { binaryData: Record<string, string> } | undefined;
    for (const [name, content] of Object.entries(found?.binaryData ?? {})) {
      writeFileSync(join(place, name), Buffer.from(content, 'base64'));
    }
  }

  private async tokenOf(account: string): Promise<string> {
    const asked = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds: 3600 } };
    const { status } = (await this.lab.admin.create(`${CORE}/serviceaccounts/${account}/token`, asked)) as {
      status: { token: string };
    };
    return status.token;
  }

  private async succeed(pod: KubernetesObject) {
    await this.lab.admin.patch(`${CORE}/pods/${pod.metadata?.name}/status`, { status: { phase: 'Succeeded' } });
  }
}
