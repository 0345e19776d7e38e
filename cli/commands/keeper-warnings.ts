import type { ConfigurationKeeper } from '../../operations/deploy/keep-configuration';
import type { ReportedProblem } from '../conventions/problems';

/** What could not be written of the configurations that were applied. */
export const keeperWarnings = (keeper: ConfigurationKeeper | undefined): ReportedProblem[] =>
  (keeper?.unwritten ?? []).map((what) => ({
    severity: 'warning',
    what,
    fix: 'look whether the artifacts bucket can be written to (npx lke-platform doctor), and apply again: with nothing to do, it writes that down',
  }));
