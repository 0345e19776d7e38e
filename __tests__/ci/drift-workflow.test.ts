import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { writeOutputs } from '../../cli/commands/drift/outputs';
import { variablesOf } from '../../operations/drift-credentials/variables';

const root = join(__dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

interface Job {
  readonly env?: Record<string, string>;
  readonly outputs?: Record<string, string>;
  readonly steps: readonly { readonly id?: string; readonly run?: string; readonly env?: Record<string, string> }[];
}
const { jobs, permissions } = parse(read('.github/workflows/drift.yml')) as {
  readonly jobs: { readonly platforms: Job; readonly detect: Job };
  readonly permissions: object;
};

describe('the workflow that looks for drift', () => {
  it('may do nothing to the repository', () => {
    expect(permissions).toEqual({ contents: 'read' });
  });

  const guide = read('docs/guides/drift.md');
  const [, whoIsTold = ''] = /## Who is told\n[^]*?```yaml\n([^]*?)```/.exec(guide) ?? [];
  const told = [...whoIsTold.matchAll(/env:(\w+)/g)].map(([, name = '']) => name);

  it('hands on everything that drift credentials writes, and whom the guide tells, and nothing else that is secret', () => {
    const key = { id: 1, accessKey: 'a', secretKey: 's' };
    const places = { variables: 'v', kubeconfig: 'k' };
    const text = variablesOf({ platform: 'acme', token: 't', reader: key, reporter: key, places });
    const written = [...text.matchAll(/^export (\w+)=/gm)].map(([, name]) => name);
    const step = jobs.detect.steps.find(({ id }) => id === 'detect');
    const given = Object.keys({ ...jobs.detect.env, ...step?.env }).filter((name) => name !== 'LKE_PLATFORM_CONFIG');

    expect(told).toHaveLength(4);
    expect([...written, ...told].sort()).toEqual([...given, 'KUBECONFIG'].sort());
    for (const name of told) expect(step?.env?.[name]).toBe(`\${{ secrets.${name} }}`);
    const secrets = [...read('.github/workflows/drift.yml').matchAll(/secrets\.(\w+)/g)].map(([, name]) => name);
    expect([...new Set(secrets)].sort()).toEqual([
      'AWS_ACCESS_KEY_ID',
      'AWS_SECRET_ACCESS_KEY',
      ...['DRIFT_KUBECONFIG', ...told].sort(),
      'LINODE_TOKEN',
      'LKE_PLATFORM_REPORTS_ACCESS_KEY_ID',
      'LKE_PLATFORM_REPORTS_SECRET_ACCESS_KEY',
    ]);
  });

  it('hands on each output that the command sets', async () => {
    const output = join(mkdtempSync(join(tmpdir(), 'drift-outputs-')), 'output');
    await writeOutputs([], {}, { GITHUB_OUTPUT: output });
    const names = [...readFileSync(output, 'utf8').matchAll(/^(\w+)=/gm)].map(([, name = '']) => name);

    const step = jobs.detect.steps.find(({ run }) => run?.includes('drift-detect.sh'));
    const outputs = names.map((name) => [name, `\${{ steps.${step?.id ?? ''}.outputs.${name} }}`]);
    expect(jobs.detect.outputs).toEqual(Object.fromEntries(outputs));
  });

  it('leaves the summary of the job to the command, which writes it', () => {
    expect(read('.github/workflows/drift.yml')).not.toContain('GITHUB_STEP_SUMMARY');
  });

  it('looks by the script, and takes its jobs from the command', () => {
    const runs = [...jobs.platforms.steps, ...jobs.detect.steps].flatMap(({ run }) => run ?? []);

    expect(runs).toContainEqual(expect.stringContaining('npx lke-platform drift schedule matrix'));
    expect(runs).toContainEqual(expect.stringMatching(/^scripts\/infra\/drift-detect\.sh /));
  });
});

describe('the Containerfile', () => {
  const containerfile = read('Containerfile');

  it('installs as CI does, and runs as nobody in particular', () => {
    expect(containerfile).toMatch(/^RUN npm ci .*&& npx lke-platform --version$/m);
    expect(read('.ci/run')).toMatch(/npm ci/);
    expect(read('.ci/run')).toMatch(/npx --offline lke-platform --version/);
    expect(containerfile).toMatch(/^USER 1000:1000$/m);
  });

  it('has no secret of a clone in it', () => {
    expect(read('.containerignore').split('\n')).toEqual(expect.arrayContaining(['.git', '**/*.env', '**/*.tfstate*']));
  });

  it('starts a script that is there', () => {
    const [, script = ''] = /^ENTRYPOINT \["([^"]+)"\]$/m.exec(containerfile) ?? [];

    expect(existsSync(join(root, script))).toBe(true);
  });
});
