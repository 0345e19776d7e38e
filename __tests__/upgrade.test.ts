import { execFileSync } from 'node:child_process';
import { appendFileSync, copyFileSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './support/temporary-folder';

const root = join(__dirname, '..');
const guide = readFileSync(join(root, 'docs/guides/upgrade.md'), 'utf8');
const mergeCommand = /^git .*merge v[\d.]+/m.exec(guide)![0];

const commitJournal = /^git commit .*runbook.*(?= #)/m.exec(guide)![0].trim();

const RUNBOOK = 'docs/runbooks/infrastructure-rollback.md';
const SNAPSHOTS = '__tests__/platform/__snapshots__/stacks.test.ts.snap';
const ADDRESSES = '__tests__/platform/addresses.txt';

/** What a shell makes of a command, without its first word. */
const wordsOf = (command: string) =>
  [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, word]) => quoted ?? word!).slice(1);

// A download without a history has nothing to merge.
const suite = existsSync(join(root, '.git')) ? describe : describe.skip;

suite('an upgrade, by the command of docs/guides/upgrade.md', () => {
  const clone = temporaryFolder();
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a user', '-c', 'user.email=user@acme.example', ...args], { cwd: clone });
  const write = (file: string, text: string) => {
    writeFileSync(join(clone, file), text);
  };
  const read = (file: string) => readFileSync(join(clone, file), 'utf8');

  beforeAll(() => {
    git('clone', '--quiet', root, '.');
    copyFileSync(join(root, '.gitattributes'), join(clone, '.gitattributes'));
    copyFileSync(join(root, 'docs/examples/minimal.yaml'), join(clone, 'own.yaml'));
    git('add', '.');
    git('commit', '--quiet', '--allow-empty', '--message', 'the release that was cloned');

    git('checkout', '--quiet', '-b', 'next-release');
    for (const file of ['platform.yaml', SNAPSHOTS, ADDRESSES, 'CHANGELOG.md']) {
      appendFileSync(join(clone, file), '# of the newer release\n');
    }
    write(RUNBOOK, read(RUNBOOK).replace('## Going back', '## The way back'));
    git('commit', '--quiet', '--all', '--message', 'the newer release');
    git('tag', /v[\d.]+$/.exec(mergeCommand)![0]);

    git('checkout', '--quiet', '-b', 'own', 'next-release~1');
    write('platform.yaml', read('own.yaml'));
    write(SNAPSHOTS, 'own snapshots\n');
    write(ADDRESSES, 'own addresses\n');
    git('commit', '--quiet', '--all', '--message', 'a platform of our own');
    write(RUNBOOK, read(RUNBOOK).replace('\n<!-- end of the audit journal -->', '| today | apply.done |\n$&'));
  });

  it('merges without a conflict', () => {
    expect(() => git(...wordsOf(mergeCommand))).toThrow('would be overwritten by merge');
    git(...wordsOf(commitJournal));
    git(...wordsOf(mergeCommand));

    expect(git('status', '--porcelain').toString()).toBe('');
    expect(read('CHANGELOG.md')).toContain('of the newer release');
  });

  it('leaves what is the user’s as it was', () => {
    expect(read('platform.yaml')).toBe(read('own.yaml'));
    expect(read(RUNBOOK)).toMatch(/^## The way back$[^]*^\| today \| apply\.done \|$/m);
    expect([read(SNAPSHOTS), read(ADDRESSES)]).toEqual(['own snapshots\n', 'own addresses\n']);
  });

  it('goes on with the platform of the user', () => {
    symlinkSync(join(root, 'node_modules'), join(clone, 'node_modules'));
    const validated = execFileSync(process.execPath, ['bin/lke-platform.js', 'validate', '--json'], { cwd: clone });

    expect(JSON.parse(validated.toString())).toMatchObject({ ok: true });
  });

  it('writes what is reviewed of the platform of the user, and holds it', () => {
    const jest = ['__tests__/support/write-snapshots.js', '--runInBand'];
    execFileSync(process.execPath, jest, { cwd: clone, stdio: 'pipe' });

    expect(read(ADDRESSES)).toContain('production linode_lke_node_pool.pool');
    expect(read(SNAPSHOTS)).not.toContain('the stacks of platform.yaml are reviewed: staging');
  });
});
