import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { ERRORED_STATE, RUN_NOTE, RunFolder } from '../../../operations/deploy/run-folder';
import { temporaryFolder } from '../../support/temporary-folder';

describe('the folder for saved plans', () => {
  const use = (end: () => Promise<void>) => {
    let folder = '';
    const used = RunFolder.use({ command: 'apply', platform: 'acme', changes: true }, (created) => {
      folder = created.path;
      writeFileSync(created.planFile('production'), 'a plan');
      created.engineStarted('production', process.pid);
      expect(statSync(folder).mode & 0o777).toBe(0o700);
      for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
      return end();
    });
    return { used, isThere: () => existsSync(folder) };
  };

  it('is open to its owner alone, and gone afterwards', async () => {
    const { used, isThere } = use(() => Promise.resolve());
    await used;

    expect(isThere()).toBe(false);
  });

  it('is gone after a failure, too', async () => {
    const { used, isThere } = use(() => Promise.reject(new Error('no')));

    await expect(used).rejects.toThrow('no');
    expect(isThere()).toBe(false);
  });

  it('says of a run what others have to know of it, and nothing else', async () => {
    const run = { command: 'apply', platform: 'acme', changes: true, environment: { LINODE_TOKEN: 'secret' } };
    const note = await RunFolder.use(run, ({ path }) => Promise.resolve(readFileSync(join(path, RUN_NOTE), 'utf8')));

    expect(Object.keys(JSON.parse(note) as object).sort()).toEqual([
      ...['began', 'changes', 'command', 'platform', 'process', 'space'],
    ]);
  });

  it('stays where a state is in it that its store did not take', async () => {
    const about = { command: 'drift remediate', platform: 'acme', changes: true };
    const file = await RunFolder.use(about, (run) => {
      const stack = join(run.workFolder('production-applied'), 'stacks/production');
      mkdirSync(stack, { recursive: true });
      writeFileSync(join(stack, ERRORED_STATE), 'a state');
      return Promise.resolve(join(stack, ERRORED_STATE));
    });

    expect(readFileSync(file, 'utf8')).toBe('a state');
    rmSync(join(file, '../../../../..'), { recursive: true });
  });

  it('goes where a link in it leads to such a state, which stays', async () => {
    const file = join(temporaryFolder(), ERRORED_STATE);
    writeFileSync(file, 'a state');
    const about = { command: 'drift remediate', platform: 'acme', changes: true };
    const folder = await RunFolder.use(about, (run) => {
      symlinkSync(file, join(run.workFolder('production-applied'), ERRORED_STATE));
      return Promise.resolve(run.path);
    });

    expect([existsSync(folder), existsSync(file)]).toEqual([false, true]);
  });
});
