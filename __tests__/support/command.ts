import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { main } from '../../cli/main';
import { collectStreams } from './streams';
import { temporaryFolder } from './temporary-folder';

/** A launcher that has bundled this file already. */
export const launcherOf = (bundled: string) => ({
  root: join(__dirname, '../..'),
  debug: false,
  bundle: () => Promise.resolve(bundled),
});

/** Runs the command in this process. The credential command that it writes is a file with a line of text. */
export async function runCommandLine(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const bundled = join(temporaryFolder(), 'kube-credential.js');
  writeFileSync(bundled, 'the credential command');
  const streams = collectStreams({ env });
  const launcher = launcherOf(bundled);
  const exitCode = await main(args, launcher, streams);
  return { exitCode, stdout: streams.stdout.text, stderr: streams.stderr.text };
}
