import { spawn } from 'node:child_process';
import { Command } from 'commander';
import { startStandIn, type StandIn } from './start';
import type { S3Endpoint } from './world/s3-store';

interface Flags {
  s3?: string;
  kubernetesOnLoopback?: boolean;
}

/** Starts the stand-in for a person: until Ctrl-C, or for one command. */
async function main(command: string[], flags: Flags): Promise<void> {
  const standIn = await startStandIn({
    objectStorage: flags.s3 === undefined ? undefined : endpoint(flags.s3),
    kubernetesOnLoopback: flags.kubernetesOnLoopback,
  });
  const [program, ...args] = command;
  if (program === undefined) explain(standIn);
  else process.exitCode = await run(program, args, standIn.env);
  if (program === undefined) await new Promise((resolve) => process.once('SIGINT', resolve));
  standIn.stop();
}

function explain(standIn: StandIn): void {
  const lines = Object.entries(standIn.env).map(([name, value]) => `export ${name}='${value}'`);
  process.stdout.write(`${lines.join('\n')}\nunset TF_CLI_CONFIG_FILE\n`);
  process.stderr.write(
    '\nA stand-in of the providers linode, kubernetes and helm and of the Linode API, no cloud.\n' +
      'Put the lines above into another shell and use terraform or tofu there. Ctrl-C ends it; all it made is gone then.\n',
  );
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
  .description('Stand-in of the providers linode, kubernetes and helm and of the Linode API')
  .argument('[command...]', 'a command to run with it, for example: terraform plan')
  .option(
    '--s3 <url>',
    'S3 store in which buckets are really made; keys from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
  )
  .option('--kubernetes-on-loopback', 'kubeconfigs point at the stand-in, for the real linode provider')
  .passThroughOptions()
  .action(main)
  .parseAsync();
