import { openRecorder } from '../audit/record';
import type { Step } from './next-step';
import type { Site } from './site';
import { readVariables } from './variables-file';

/**
 * Writes the first event of a platform, or what a later bootstrap did. There is no ledger before bootstrap makes one, so
 * it is written at the end.
 *
 * @returns why it could not be written; undefined if it was
 */
export async function writeAudit(site: Site, steps: readonly Step[]): Promise<string | undefined> {
  const { platform, places } = site;
  const { name, state, sources } = platform;
  try {
    const audit = await openRecorder({
      place: { platform: name, endpoint: state.endpoint, buckets: state.buckets },
      linodeApi: sources.linodeApi,
      // The key is the one that bootstrap minted; nobody has sourced it yet.
      environment: { ...site.environment, ...readVariables(places.variables) },
      why: undefined,
    });
    const what = `bootstrap ${name}: ${steps.join(', ')}`;
    await audit.write({ chain: 'platform', kind: 'bootstrap.done', what, details: { steps: [...steps] } });
    return audit.unwritten[0];
  } catch (error) {
    return (error as Error).message;
  }
}
