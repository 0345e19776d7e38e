import { spawnSync } from 'node:child_process';

const COMMANDS = [process.env.TERRAFORM_BINARY_NAME, 'terraform', 'tofu'].filter((command) => command !== undefined);

const hasEngine = () => COMMANDS.some((command) => spawnSync(command, ['version'], { stdio: 'ignore' }).status === 0);

/**
 * Tests that run a real engine. Without one they are skipped, loudly; with CI=true they are run all the same, and fail.
 */
export function engineSuite(name: string, tests: () => void): void {
  if (hasEngine() || process.env.CI === 'true') {
    describe(name, tests);
    return;
  }
  const reason = 'NOT RUN: neither terraform nor tofu is on PATH';
  process.stderr.write(`\n  ${name}: ${reason}\n\n`);
  describe.skip(`${name} (${reason})`, tests);
}

/** Long enough for several runs of the engine on a busy machine. */
export const ENGINE_TIMEOUT_MS = 180_000;
