/**
 * The exporter as a program of its own: synth writes its bundle beside the stacks, and a Deployment starts it with the
 * settings of its environment alone, with nothing else of this project around.
 */
import { version } from '../../package.json';
import { readSettings, SettingsRefused } from './settings';
import { serveMetrics } from './serve';

async function main(): Promise<void> {
  const settings = readSettings({}, process.env);
  const { place } = settings;
  if (place === undefined) {
    throw new Error('LKE_PLATFORM_EXPORTER_ENDPOINT and LKE_PLATFORM_EXPORTER_BUCKET_PREFIX have to be set');
  }
  const log = (line: string) => {
    process.stderr.write(`${new Date().toISOString()} ${line}\n`);
  };
  await serveMetrics({ settings, place, version, environment: process.env, log });
}

main().catch((error: Error) => {
  const lines =
    error instanceof SettingsRefused
      ? error.problems.map(({ where, what, given, allowed }) =>
          [`${where} ${what}`, ...(given === undefined ? [] : [`given: ${given}`]), `allowed: ${allowed}`].join('; '),
        )
      : [error.message];
  process.stderr.write(lines.map((line) => `error: ${line}\n`).join(''));
  process.exitCode = 1;
});
