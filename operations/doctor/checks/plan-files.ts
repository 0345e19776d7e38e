import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { shellLine } from '../../../model/shell-line';
import { ok, warn, type Check } from '../check';

/** What `cdktf diff` and people leave beside a stack (the first). */
const PLAN = /^plan$|\.tfplan$/;
/** What the engine leaves with a local state. One that the store did not take has a check of its own. */
const LOCAL_STATE = /(?<!^errored)\.tfstate(\.\S+)?$/;

export const planFiles: Check = {
  id: 'plan-files',
  title: 'plans and states lying about',
  run({ output }) {
    const stacks = join(output, 'stacks');
    if (!existsSync(stacks)) return ok(`there is no ${stacks}`);
    const left = readdirSync(stacks, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name }) => readdirSync(join(stacks, name)).map((file) => ({ path: join(stacks, name, file), file })))
      .filter(({ file }) => PLAN.test(file) || LOCAL_STATE.test(file))
      .map((it) => ({ ...it, isPlan: PLAN.test(it.file) }));
    if (left.length === 0) return ok(`none in ${stacks}`);
    const plans = left.filter(({ isPlan }) => isPlan).map(({ path }) => path);
    const states = left.filter(({ isPlan }) => !isPlan).map(({ path }) => path);
    return warn(
      `${left.map(({ path }) => path).join(', ')}: they hold secrets`,
      [
        ...(plans.length > 0 ? [`remove the plans: ${shellLine('rm', ...plans)}`] : []),
        // It may be the only copy.
        ...(states.length > 0
          ? [`see whether the store has all that is in ${states.join(', ')}, and take away only then what it has`]
          : []),
      ].join('; '),
    );
  },
};
