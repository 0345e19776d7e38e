import { hasEngine } from './engine-command';
import { isReal } from './real-providers';

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

/** Tests of an engine that look into the cluster behind the stand-ins, or change it: not where that is a real one. */
export function standInSuite(name: string, tests: () => void): void {
  if (isReal('hashicorp/kubernetes')) describe.skip(`${name} (NOT RUN: needs the provider stand-ins)`, tests);
  else engineSuite(name, tests);
}

/** Long enough for several runs of the engine on a busy machine. */
export const ENGINE_TIMEOUT_MS = 180_000;
