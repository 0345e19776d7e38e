import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ok, warn, type Check } from '../check';

/** What `cdktf diff` and people leave beside a stack (the first), or the engine does with a local state. */
const PLAN = /^plan$|\.tfplan$/;
const LOCAL_STATE = /\.tfstate(\.\S+)?$/;

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
      .map(({ path }) => path);
    if (left.length === 0) return ok(`none in ${stacks}`);
    return warn(`${left.join(', ')}: they hold secrets`, `remove them: rm ${left.join(' ')}`);
  },
};
