import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { S3StandIn } from './s3/s3-stand-in';
import { isLabBuilt, startLab } from './lab/lab';
import { BUILD_THE_LAB } from './lab/programs';
import { startStandIn } from './start';
import type { S3Endpoint } from './world/s3-store';

interface Flags {
  s3?: string;
  kubernetesOnLoopback?: boolean;
  lab: boolean;
}

/** Starts the stand-in for a person: until Ctrl-C or SIGTERM, or for one command. */
async function main(command: string[], flags: Flags): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'lke-platform-stand-in-'));
  const s3 = flags.s3 === undefined ? await S3StandIn.start() : undefined;
  const lab = flags.lab && isLabBuilt() ? await startLab() : undefined;
  const standIn = await startStandIn({
    lab,
    objectStorage: s3?.access() ?? endpoint(String(flags.s3)),
    kubernetesOnLoopback: flags.kubernetesOnLoopback,
  });
  const env = {
    ...standIn.env,
    // For kubectl and helm; our own commands ask the Linode API.
    ...(lab && { KUBECONFIG: lab.kubeconfig }),
    LKE_PLATFORM_OBJECT_STORAGE: s3?.endpoint ?? String(flags.s3),
    // What bootstrap writes is of no use afterwards.
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_STATE_HOME: join(home, 'state'),
  };
  const [program, ...args] = command;
  if (program === undefined) await untilInterrupted(env, clusterText(lab !== undefined, flags));
  else process.exitCode = await run(program, args, env);
  standIn.stop();
  await s3?.stop();
  await lab?.stop();
  rmSync(home, { recursive: true });
}

function clusterText(hasLab: boolean, { kubernetesOnLoopback: isPlayed }: Flags): string {
  if (hasLab)
    return 'The cluster is a real control plane with nodes that are only played: kubectl works in that shell, too.\n';
  const build = `Build one with ${BUILD_THE_LAB} (takes Go, about ten minutes, once).\n`;
  return isPlayed
    ? `The Kubernetes API is played, too, for our own commands; kubectl takes a cluster. ${build}`
    : `There is no cluster behind it, unless you start it with --kubernetes-on-loopback, which plays one. ${build}`;
}

function untilInterrupted(env: Record<string, string>, ofCluster: string): Promise<unknown> {
  const lines = Object.entries(env).map(([name, value]) => `export ${name}='${value}'`);
  process.stdout.write(`${lines.join('\n')}\nunset TF_CLI_CONFIG_FILE\n`);
  process.stderr.write(
    '\nStand-ins of the providers linode, kubernetes and helm, of the Linode API and of object storage: no cloud.\n' +
      'Put the lines above into another shell, and use lke-platform, terraform or tofu there: npx lke-platform bootstrap\n' +
      'first. Ctrl-C ends it; all it made is gone then.\n' +
      ofCluster,
  );
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
  });
}

function run(program: string, args: string[], env: Record<string, string>): Promise<number> {
  const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, TF_CLI_CONFIG_FILE: '', ...env } });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve(code ?? 1);
    });
  });
}

function endpoint(url: string): S3Endpoint {
  const { AWS_ACCESS_KEY_ID: accessKey, AWS_SECRET_ACCESS_KEY: secretKey } = process.env;
  if (!accessKey || !secretKey) throw new Error('--s3 needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY');
  return { endpoint: url, accessKey, secretKey };
}

void new Command('stand-in')
  .description('Stand-ins of the providers linode, kubernetes and helm, of the Linode API and of object storage')
  .argument('[command...]', 'a command to run with it, for example: npx lke-platform bootstrap')
  .option(
    '--s3 <url>',
    'S3 store in which buckets are made, in place of one in memory; keys from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
  )
  .option('--no-lab', 'start no cluster, although it is built')
  .option('--kubernetes-on-loopback', 'kubeconfigs point at the stand-in, for the real linode provider')
  .passThroughOptions()
  .action(main)
  .parseAsync();
