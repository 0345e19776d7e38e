import { fail, ok, warn, type Check } from '../check';

/** From here on all dependencies run (package.json, engines). */
const OLDEST = { major: 20, minor: 19 };
/** From here on cdktf-cli 0.21 crashes at its start: it has no build of node-pty for it. */
const TOO_NEW_FOR_CDKTF = 24;

export const node: Check = {
  id: 'node',
  title: 'Node',
  run({ nodeVersion }) {
    const [major = 0, minor = 0] = nodeVersion.slice(1).split('.').map(Number);
    if (major < OLDEST.major || (major === OLDEST.major && minor < OLDEST.minor)) {
      return fail(nodeVersion, `use Node ${OLDEST.major}.${OLDEST.minor} or newer, best 22`);
    }
    if (major >= TOO_NEW_FOR_CDKTF) {
      return warn(
        `${nodeVersion}: lke-platform works, but npx cdktf crashes on it`,
        'use Node 22 for npx cdktf, or plan and apply with npx lke-platform',
      );
    }
    return ok(nodeVersion);
  },
};
