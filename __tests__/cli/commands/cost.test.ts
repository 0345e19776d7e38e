import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommandLine } from '../../support/command';
import { MINIMAL } from '../../support/platforms';
import { temporaryFolder } from '../../support/temporary-folder';

/** 3 × 48 and 3 × 72, control plane 60, volumes 8, object storage 5. */
const TOTAL = '433.00';
const LARGER = MINIMAL.replace('g6-dedicated-4, count: 3', 'g6-dedicated-8, count: 3, maxCount: 6');

interface Amount {
  readonly dollars: string;
}
interface CostJson {
  readonly exitCode: number;
  readonly result: {
    readonly catalogueDate: string;
    readonly total: { readonly count: Amount; readonly maxCount: Amount };
    readonly against: {
      readonly name: string;
      readonly commit: string | null;
      readonly environments: readonly { environment: string; difference: { count: Amount; maxCount: Amount } }[];
    };
  };
}

describe('lke-platform cost', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = temporaryFolder();
    file = join(folder, 'platform.yaml');
    writeFileSync(file, MINIMAL);
  });
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@acme.example', ...args], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  /** The folder as a repository, with the file committed. */
  const commit = () => {
    git('init', '-q', '-b', 'main');
    git('add', '.');
    git('commit', '-q', '-m', 'first');
  };
  const json = async (...args: string[]) =>
    JSON.parse((await runCommandLine(['cost', file, '--json', ...args])).stdout) as CostJson;
  const said = async (...args: string[]) => {
    const { exitCode, stdout, stderr } = await runCommandLine(['cost', file, ...args]);
    return [exitCode, stdout, stderr] as const;
  };

  it('says what each environment costs, and what all share, line by line', async () => {
    const [code, stdout, stderr] = await said();

    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^acme in nl-ams, US dollars a month; list of prices of \d{4}-\d\d-\d\d\n/);
    expect(stdout).toMatch(/\n {2}general +3 × g6-dedicated-4 +\$72\.00 +\$216\.00 +\$216\.00\n/);
    expect(stdout).toMatch(/\n {2}volume of prometheus +50 GB +\$0\.10 +\$5\.00 +\$5\.00\n/);
    expect(stdout).toMatch(/\ntotal +\$433\.00 +\$433\.00\n/);
    expect(stdout).toContain('comes with the nodes: 30,000 GB a month');
  });

  it('gives the same with --json, dollars as text', async () => {
    const { exitCode, result } = await json();

    expect(exitCode).toBe(0);
    expect(result).toMatchObject({
      ...{ platform: 'acme', currency: 'USD', region: 'nl-ams', quotas: [] },
      total: { count: { dollars: TOTAL, isComplete: true, unknown: [] }, maxCount: { dollars: TOTAL } },
      transfer: { pool: 'global', count: { gb: 30000, isComplete: true } },
    });
    expect(result.catalogueDate).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  it('names what has no price, and takes nothing for it', async () => {
    writeFileSync(file, MINIMAL.replace('g6-dedicated-4', 'g8-dedicated-8-2'));
    const [code, stdout] = await said();

    expect(code).toBe(0);
    expect(stdout).toMatch(/\n {2}general +3 × g8-dedicated-8-2 +unknown +\$0\.00 \+ \? +\$0\.00 \+ \?\n/);
    expect(stdout).toContain('The price of 3 × g8-dedicated-8-2 (nl-ams) is unknown');
  });

  it('warns of a quota that lets pods ask for less than half of what is paid for', async () => {
    writeFileSync(file, `${MINIMAL}    quota: { cpu: 5 }\n`);

    expect((await said())[2]).toContain(
      'the quota of production lets its pods ask for 5 cores, less than half of the 12 cores that its pools hold at count, for $216.00 a month',
    );
  });

  it('refuses a file with problems', async () => {
    writeFileSync(file, MINIMAL.replace('g6-dedicated-4', 'g6-dedicated-5'));
    const [code, stdout, stderr] = await said();

    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('the catalogue has no instance type g6-dedicated-5');
  });

  describe('--against', () => {
    it('compares with another file', async () => {
      const other = join(folder, 'other.yaml');
      writeFileSync(other, LARGER);
      const { result } = await json('--against', other);

      // 3 × 72 instead of 3 × 144, and of 6 × 144 at most.
      expect(result.against).toMatchObject({ name: other, commit: null });
      expect(
        result.against.environments.map(({ environment, difference: { count, maxCount } }) => [
          environment,
          count.dollars,
          maxCount.dollars,
        ]),
      ).toEqual([
        ['system', '0.00', '0.00'],
        ['production', '-216.00', '-648.00'],
      ]);
    });

    it.each(['main', 'HEAD', 'refs/heads/main', 'HEAD~0'])(
      'compares with the file at %s, and leaves the work tree alone',
      async (ref) => {
        commit();
        writeFileSync(file, LARGER);
        const before = git('status', '--porcelain');
        const [code, stdout] = await said('--against', ref);

        expect(code).toBe(0);
        expect(stdout).toContain(`Difference to ${ref} (commit ${git('rev-parse', 'HEAD').slice(0, 12)}):`);
        expect(stdout).toMatch(
          /\n {2}general +3 × g6-dedicated-4 → 3 to 6 × g6-dedicated-8 +\+\$216\.00 +\+\$648\.00\n/,
        );
        expect(git('status', '--porcelain')).toBe(before);
        expect(readFileSync(file, 'utf8')).toBe(LARGER);
      },
    );

    it('says so where nothing differs', async () => {
      commit();

      expect((await said('--against', 'main'))[1]).toMatch(/\nCosts the same as main \(commit [0-9a-f]{12}\)\.\n$/);
    });

    it('counts everything as new where the commit has no such file, and says so', async () => {
      git('init', '-q', '-b', 'main');
      git('commit', '-q', '--allow-empty', '-m', 'first');
      const [code, stdout, stderr] = await said('--against', 'main');

      expect(code).toBe(0);
      expect(stdout).toMatch(/\ntotal +\+\$433\.00 +\+\$433\.00\n$/);
      expect(stderr).toContain('has no such file, so that all of it counts as new');
    });

    it('finds the file from a folder below, and behind a link', async () => {
      commit();
      mkdirSync(join(folder, 'below'));
      symlinkSync(file, join(folder, 'below/link.yaml'));
      file = join(folder, 'below/link.yaml');

      expect((await said('--against', 'HEAD'))[1]).toContain('Costs the same as HEAD');
    });

    it.each(['no-such-branch', '--output=/tmp/x', '-h', 'HEAD:platform.yaml', ''])(
      'refuses "%s", which names none',
      async (ref) => {
        commit();
        const [code, stdout, stderr] = await said(`--against=${ref}`);

        expect([code, stdout]).toEqual([1, '']);
        expect(stderr).toContain(`git knows no commit "${ref}", and there is no file of this name`);
      },
    );

    it.each([
      ['origin/release/2.1', 'fetch it, as with git fetch origin release/2.1; git branch --all lists what there is'],
      ['HEAD:platform.yaml', 'git branch --all and git tag list what there is'],
      ['HEAD~9', 'git branch --all and git tag list what there is'],
      ['.', 'git branch --all and git tag list what there is'],
    ])('says to fetch only what can be fetched by its name: %s', async (ref, fix) => {
      commit();

      expect((await said('--against', ref))[2]).toContain(`  fix:     ${fix}\n`);
    });

    it('names what has no price in the line, not in the amounts', async () => {
      commit();
      writeFileSync(file, MINIMAL.replace('g6-dedicated-4', 'g8-dedicated-8-2'));

      // 3 × 72 go; what comes has no price.
      const change = /\n {2}general +3 × g6-dedicated-4 → 3 × g8-dedicated-8-2 +-\$216\.00 \+ \? +-\$216\.00 \+ \?\n/;
      expect((await said('--against', 'main'))[1]).toMatch(change);
    });

    it('shows what was asked for without what a terminal would do with it', async () => {
      commit();

      expect((await said('--against', 'a\u001b[31mb'))[2]).toContain('git knows no commit "a\\u{1b}[31mb"');
    });

    it('refuses a commit outside of a repository', async () => {
      const [code, , stderr] = await said('--against', 'main');

      expect(code).toBe(1);
      expect(stderr).toContain('is not in a git repository');
    });

    it('names what is wrong with the other file as a file of that commit', async () => {
      writeFileSync(file, MINIMAL.replace('count: 3', 'count: none'));
      commit();
      writeFileSync(file, MINIMAL);
      const [code, , stderr] = await said('--against', 'main');

      expect(code).toBe(1);
      expect(stderr).toContain(`main:${file}:11:`);
    });
  });
});
