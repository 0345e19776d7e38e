import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { KubernetesClient } from '@lke-platform/stand-ins/lab/client';
import { type Lab, startLab } from '@lke-platform/stand-ins/lab/lab';
import { labPrograms } from '@lke-platform/stand-ins/lab/programs';
import { type Controller, startController } from '@lke-platform/stand-ins/lab/sealed-secrets';
import { secretPrograms } from '@lke-platform/stand-ins/lab/secret-programs';
import type { EnvironmentName } from '../../../model/entities/environment';
import type { Platform } from '../../../model/platform';
import { readPlatform } from '../../../model/read-platform';
import type { Check, Judgement, VerifySite } from '../../../operations/verify/check';
import { onVerifySite } from '../../../operations/verify/open-site';
import { type Ended, Workplace } from '../workplace';
import type { PlatformData } from '../platforms';
import { type Fate, type Gate, openGate } from './gate';

const COMMAND = join(__dirname, '../../../bin/lke-platform.js');

/** Secrets that every environment has, each with a field that somebody sets. */
const FIELDS = [
  ['api-token', 'token'],
  ['metrics-credentials', 'user'],
] as const;

const PROMETHEUS = '/services/http:kube-prometheus-stack-prometheus:9090/proxy/';

/** A vector of Prometheus with one sample, or with none. */
export const vector = (...values: string[]) =>
  JSON.stringify({
    status: 'success',
    data: { resultType: 'vector', result: values.map((value) => ({ metric: {}, value: [1, value] })) },
  });

/**
 * A platform that is applied on a lab of its own: real engine, real API server and controllers, stand-ins of the providers,
 * of the Linode API and of the object storage. What asks the API server goes through a gate, behind which Prometheus is
 * played: nothing runs in the pods of a lab.
 */
export class WholePlatform {
  /** Decides about requests to the API server, before they are passed on. */
  decide: (request: { method: string; path: string }) => Fate = () => 'pass';
  /** What Prometheus answers; undefined where it does not run. */
  prometheus: string | undefined = vector('1');

  private constructor(
    readonly lab: Lab,
    readonly workplace: Workplace,
    private readonly gate: Gate,
    private controller: Controller | undefined,
  ) {}

  /** @param data of the platform file, which is applied */
  static async open(data: PlatformData): Promise<WholePlatform> {
    const lab = await startLab();
    const holder: { platform?: WholePlatform } = {};
    const gate = await openGate({ url: lab.server, ca: lab.ca }, (request) => {
      if (request.path.includes(PROMETHEUS)) return holder.platform?.played() ?? 'refused';
      return holder.platform?.decide(request) ?? 'pass';
    });
    const workplace = await Workplace.open(undefined, { ...lab, server: gate.url });
    const platform = new WholePlatform(lab, workplace, gate, undefined);
    holder.platform = platform;
    const identity = await generateX25519Identity();
    const file = join(workplace.folder, 'identity');
    writeFileSync(file, identity, { mode: 0o600 });
    Object.assign(workplace.variables, {
      HOME: workplace.folder,
      LKE_PLATFORM_SNAPSHOT_RECIPIENT: await identityToRecipient(identity),
      LKE_PLATFORM_AGE_IDENTITY: file,
    });
    await workplace.synth(() => data);
    await workplace.createBuckets();
    await platform.succeed('apply', '--yes', '--ready-timeout', '0');
    return platform;
  }

  private played(): Fate {
    const { prometheus } = this;
    return prometheus === undefined
      ? { status: 503, body: '{"message":"no endpoints"}' }
      : { status: 200, body: prometheus };
  }

  get admin(): KubernetesClient {
    return this.lab.admin;
  }

  get platform(): Platform {
    const file = join(this.workplace.folder, 'platform.yaml');
    return readPlatform({ file, environment: this.workplace.environment }).platform;
  }

  /** Runs `lke-platform` in a process of its own. */
  run(...args: string[]): Promise<Ended> {
    return this.workplace.command(...args);
  }

  /** The same of a command that has to work, or to find something. */
  async succeed(...args: string[]): Promise<Ended> {
    const ended = await this.run(...args);
    if (ended.code === 1) throw new Error(`${args.join(' ')}:\n${ended.stdout}\n${ended.stderr}`);
    return ended;
  }

  /** `result` of a command. */
  async result<T>(...args: string[]): Promise<T> {
    const { stdout } = await this.succeed(...args, '--json');
    return (JSON.parse(stdout) as { result: T }).result;
  }

  /** Sets the secrets that every environment has, and brings them into the cluster. */
  async setSecrets(environment: string, value: string): Promise<void> {
    for (const [item, field] of FIELDS) {
      const line = `printf %s '${value}' | node "${COMMAND}" secrets set ${environment} ${item} --field ${field}`;
      const { code, stderr } = await this.workplace.shell(line);
      if (code !== 0) throw new Error(stderr);
    }
    await this.succeed('secrets', 'sync', environment);
  }

  /** One check alone, in this process, through the same way to the cluster. */
  look(name: EnvironmentName, check: Check, more: Partial<VerifySite> = {}): Promise<Judgement> {
    const { platform } = this;
    const environment = platform.environments.find((it) => it.name === name);
    if (!environment) throw new Error(`there is no ${name}`);
    const { environment: variables } = this.workplace;
    return onVerifySite({ platform, environment, variables }, (site) => check.run({ ...site, ...more }));
  }

  /** Installs the real controller of Sealed Secrets, and runs it beside the lab. */
  async startSealedSecrets(): Promise<void> {
    const values = ['--set', 'fullnameOverride=sealed-secrets-controller', '--set', 'rbac.serviceProxier.bind=false'];
    const where = ['--kubeconfig', this.lab.kubeconfig, '--namespace', 'sealed-secrets'];
    await promisify(execFile)(labPrograms().helm, [
      'install',
      'sealed-secrets',
      secretPrograms().chart,
      ...where,
      ...values,
    ]);
    const account = '/api/v1/namespaces/sealed-secrets/serviceaccounts/sealed-secrets-controller/token';
    const { status } = await this.admin.create(account, { spec: { expirationSeconds: 3600 } });
    this.controller = await startController({
      ...{ server: this.lab.server, ca: this.lab.ca, namespace: 'sealed-secrets' },
      token: (status as { token: string }).token,
    });
  }

  async stopSealedSecrets(): Promise<void> {
    await this.controller?.stop();
    this.controller = undefined;
  }

  async close(): Promise<void> {
    await this.stopSealedSecrets();
    this.gate.stop();
    await this.workplace.close();
    await this.lab.stop();
  }
}
