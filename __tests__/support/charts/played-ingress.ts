import { setTimeout as sleep } from 'node:timers/promises';
import type { KubernetesObject } from '@lke-platform/stand-ins/lab/client';
import type { Lab } from '@lke-platform/stand-ins/lab/lab';
import { certificateOfLoopback } from '@lke-platform/stand-ins/testing/certificate';
import { temporaryFolder } from '../temporary-folder';

const NAMESPACE = 'ingress';
const SERVICE = `/api/v1/namespaces/${NAMESPACE}/services/gateway`;
const SECRETS = `/api/v1/namespaces/${NAMESPACE}/secrets`;
const CERTIFICATES = `/apis/cert-manager.io/v1/namespaces/${NAMESPACE}`;
const PAUSE_MS = 200;

const ADDRESS = { status: { loadBalancer: { ingress: [{ ip: '192.0.2.7' }] } } };
/** As cert-manager says it of an Issuer and of a Certificate. */
const READY = {
  status: {
    conditions: [
      { type: 'Ready', status: 'True', reason: 'Ready', message: '', lastTransitionTime: '2026-11-28T10:00:00Z' },
    ],
  },
};

const hasAddress = ({ status }: KubernetesObject) =>
  (status as { loadBalancer?: { ingress?: unknown } } | undefined)?.loadBalancer?.ingress !== undefined;

/**
 * Plays what answers to the chart ingress and cannot run on a lab: Linode's cloud controller manager, which gives its
 * Service an address, and cert-manager, which makes the Secrets of certificates. It shows what Argo CD makes of their
 * word, and nothing of what they do.
 */
export class PlayedIngress {
  private readonly pair = certificateOfLoopback(temporaryFolder());
  private isStopped = false;
  private failure: unknown;
  private readonly played: Promise<void>;

  private constructor(private readonly lab: Lab) {
    this.played = this.play().catch((error: unknown) => {
      this.failure = error;
    });
  }

  static start(lab: Lab): PlayedIngress {
    return new PlayedIngress(lab);
  }

  /** @throws what it failed with */
  async stop(): Promise<void> {
    this.isStopped = true;
    await this.played;
    if (this.failure !== undefined) throw new Error('what is played has failed', { cause: this.failure });
  }

  private async play(): Promise<void> {
    const { admin } = this.lab;
    for (; !this.isStopped; await sleep(PAUSE_MS)) {
      const service = await admin.ask('GET', SERVICE);
      if (service.status === 200 && !hasAddress(service.body)) await admin.patch(`${SERVICE}/status`, ADDRESS);
      for (const plural of ['issuers', 'certificates']) {
        const { status, body } = await admin.ask('GET', `${CERTIFICATES}/${plural}`);
        const isNew = ({ status: said }: KubernetesObject) => said === undefined;
        for (const object of status === 200 ? (body.items ?? []).filter(isNew) : []) {
          if (plural === 'certificates') await this.makeSecretOf(object);
          await admin.patch(`${CERTIFICATES}/${plural}/${object.metadata?.name}/status`, READY);
        }
      }
    }
  }

  private async makeSecretOf({ spec }: KubernetesObject): Promise<void> {
    await this.lab.admin.ask('POST', SECRETS, {
      metadata: { name: (spec as { secretName: string }).secretName },
      type: 'kubernetes.io/tls',
      stringData: { 'tls.crt': this.pair.cert, 'tls.key': this.pair.key },
    });
  }
}
