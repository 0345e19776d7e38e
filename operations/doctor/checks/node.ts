import { lt, major } from 'semver';
import { fail, ok, warn, type Check } from '../check';

/** From here on all dependencies run (package.json, engines). */
const OLDEST = '20.19.0';
/** From here on cdktf-cli 0.21 crashes at its start: it has no build of node-pty for it. */
const TOO_NEW_FOR_CDKTF = 24;

export const node: Check = {
  id: 'node',
  title: 'Node',
  run({ nodeVersion }) {
    if (lt(nodeVersion, OLDEST)) return fail(nodeVersion, `use Node ${OLDEST} or newer, best 22`);
    if (major(nodeVersion) >= TOO_NEW_FOR_CDKTF) {
      return warn(
        `${nodeVersion}: lke-platform works, but npx cdktf crashes on it`,
        'use Node 22 for npx cdktf, or plan and apply with npx lke-platform',
      );
    }
    return ok(nodeVersion);
  },
};
