import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../support/temporary-folder';

const ROOT = join(__dirname, '../..');
const FILE = 'contracts/service-handoff-openapi.yaml';

/** One part of the file, and what becomes of it. */
type Change = readonly [part: string, instead: string];

const BREAKING: Change = ['  /page.css:\n', '  /page-of-another-name.css:\n'];
const ADDITIVE: Change = [
  'paths:\n',
  `paths:
  /v1/news:
    get:
      operationId: getNews
      responses:
        '204': { description: There is nothing new. }
`,
];
const NEW_MAJOR: Change = ['  version: 1.', '  version: 2.'];

/** @returns where oasdiff is, which is built once; undefined without Go */
function oasdiff(): string | undefined {
  const { status, stdout } = spawnSync(join(ROOT, '.ci/tools/oasdiff.sh'), { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

const suite = oasdiff() === undefined ? describe.skip : describe;
if (suite === describe.skip) process.stderr.write('\nNOT RUN: oasdiff is not built: .ci/tools/oasdiff.sh\n\n');

suite('a change of the description of the hand-off service', () => {
  let clone: string;
  const git = (...args: string[]) => {
    const who = ['-c', 'user.name=jane', '-c', 'user.email=jane@acme.example', '-c', 'commit.gpgsign=false'];
    const { status, stderr } = spawnSync('git', [...who, ...args], { cwd: clone, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  };
  const commit = () => {
    git('add', '.');
    git('commit', '--quiet', '--message', 'a step');
  };
  beforeEach(() => {
    clone = temporaryFolder();
    for (const part of ['contracts', '.ci/tools/oasdiff.sh', 'scripts/diff-openapi.sh'])
      cpSync(join(ROOT, part), join(clone, part), { recursive: true });
    git('init', '--quiet', '--initial-branch', 'main');
    commit();
  });

  function change(...changes: readonly Change[]): void {
    const file = join(clone, FILE);
    const changed = changes.reduce(
      (text, [part, instead]) => {
        if (!text.includes(part)) throw new Error(`${FILE} has no ${part}`);
        return text.replace(part, instead);
      },
      readFileSync(file, 'utf8'),
    );
    writeFileSync(file, changed);
  }
  const judged = (variables: NodeJS.ProcessEnv = {}, ...args: string[]) => {
    const { HOME, PATH, XDG_CACHE_HOME } = process.env;
    const env = { HOME, PATH, ...(XDG_CACHE_HOME !== undefined && { XDG_CACHE_HOME }), ...variables };
    const { status, stdout, stderr } = spawnSync('scripts/diff-openapi.sh', args, {
      cwd: clone,
      encoding: 'utf8',
      env,
    });
    return { status, said: `${stdout}${stderr}` };
  };

  it('is fine where nothing changed', () => {
    expect(judged()).toEqual({ status: 0, said: expect.stringContaining('No changes') as string });
  });

  it('may add something', () => {
    change(ADDITIVE);

    expect(judged()).toEqual({ status: 0, said: expect.stringContaining('/v1/news') as string });
  });

  it('is refused where it breaks its users, unless the major version says so', () => {
    change(BREAKING);
    expect(judged()).toEqual({
      status: 1,
      said: expect.stringMatching(/page\.css[^]*raise the major version/) as string,
    });
    change(NEW_MAJOR);

    expect(judged()).toEqual({ status: 0, said: expect.stringContaining('the major version says so') as string });
  });

  it('is compared with the branch that a pull request goes to', () => {
    git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    change(BREAKING);
    commit();

    expect(judged().status).toBe(0);
    expect(judged({ GITHUB_BASE_REF: 'main' })).toEqual({
      ...{ status: 1, said: expect.stringContaining('since origin/main') as string },
    });
  });

  it('is compared with the last release, once there is one', () => {
    git('tag', 'v1.0.0');
    git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    change(BREAKING);
    commit();

    expect(judged({ GITHUB_BASE_REF: 'main' })).toEqual({
      ...{ status: 1, said: expect.stringContaining('since v1.0.0') as string },
    });
  });

  it('says which commit it does not know', () => {
    expect(judged({}, 'nowhere')).toEqual({
      status: 1,
      said: 'error: nowhere is not a commit of this clone. Give a tag, a branch or a hash.\n',
    });
  });
});
