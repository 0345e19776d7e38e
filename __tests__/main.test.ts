import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createApp } from '../main';
import { platformFileOf } from './support/platform-files';
import { STANDARD } from './support/platforms';
import { temporaryFolder } from './support/temporary-folder';
import { thrownProblems } from './support/thrown-problems';

/** Runs with these environment variables. */
function withEnvironment<T>(variables: Record<string, string>, run: () => T): T {
  const before = { ...process.env };
  Object.assign(process.env, variables);
  try {
    return run();
  } finally {
    process.env = before;
  }
}

describe('the app of a platform', () => {
  it('has the stacks of the platform, in the order in which they are deployed', () => {
    const { app, platform, stacks } = createApp({ file: platformFileOf(STANDARD), outdir: temporaryFolder() });

    expect(platform.name).toBe('acme');
    expect(stacks.map(({ stackId }) => stackId)).toEqual(['state', 'cluster', 'system', 'production']);
    expect(app.node.children).toEqual(stacks);
  });

  it('is the one of the file that LKE_PLATFORM_CONFIG names', () => {
    const LKE_PLATFORM_CONFIG = platformFileOf({ ...STANDARD, name: 'globex' });

    const { platform } = withEnvironment({ LKE_PLATFORM_CONFIG }, () => createApp({ outdir: temporaryFolder() }));

    expect(platform.name).toBe('globex');
  });

  it('takes addresses from the environment', () => {
    const file = platformFileOf(STANDARD);
    const LKE_PLATFORM_LINODE_API = 'https://linode.acme.example';

    const { platform } = withEnvironment({ LKE_PLATFORM_LINODE_API }, () =>
      createApp({ file, outdir: temporaryFolder() }),
    );

    expect(platform.sources.linodeApi).toBe(LKE_PLATFORM_LINODE_API);
  });

  it('is refused for a wrong file with every problem, before any folder is made', () => {
    const outdir = join(temporaryFolder(), 'new');
    const file = platformFileOf({ ...STANDARD, name: 'A C M E', owners: [] });

    expect(thrownProblems(() => createApp({ file, outdir })).map(({ path }) => path)).toEqual(['name', 'owners']);
    expect(existsSync(outdir)).toBe(false);
  });
});
