import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { synthesize } from '../../synth/synthesize';
import { filesIn } from '../support/files-in';
import { platformFileOf } from '../support/platform-files';
import { ENTERPRISE, STANDARD } from '../support/platforms';
import { temporaryFolder } from '../support/temporary-folder';

const kubeCredential = join(temporaryFolder(), 'bundle.js');
writeFileSync(kubeCredential, 'the credential command');
const exporter = join(temporaryFolder(), 'exporter.js');
writeFileSync(exporter, 'the exporter');
const charts = join(__dirname, '../../infra/helm');
const repository = join(__dirname, '../..');

const synth = (data: object, out: string) =>
  synthesize({ file: platformFileOf(data), out, kubeCredential, exporter, charts, repository });

/** A clock that stands at a day. */
function onDay(day: string, run: () => void): void {
  jest.useFakeTimers({ now: new Date(day) });
  try {
    run();
  } finally {
    jest.useRealTimers();
  }
}

describe('a synth', () => {
  it('writes every stack, the manifest and the credential command', () => {
    const out = join(temporaryFolder(), 'cdktf.out');

    const { platform, stacks } = synth(STANDARD, out);

    expect(platform).toBe('acme');
    expect(stacks.map(({ stack, change }) => [stack, change])).toEqual([
      ['state', 'new'],
      ['cluster', 'new'],
      ['system', 'new'],
      ['production', 'new'],
    ]);
    expect(Object.keys(filesIn(out))).toEqual([
      'cost.json',
      'kube-credential.js',
      'manifest.json',
      ...['cluster', 'production', 'state'].map((stack) => `stacks/${stack}/cdk.tf.json`),
      ...[
        'Chart.yaml',
        'templates/bounded-policies.yaml',
        'templates/mutating-policies.yaml',
        'templates/policies.yaml',
        'templates/runtime-classes.yaml',
        'values.yaml',
      ].map((file) => `stacks/system/assets/admission-policies/${file}`),
      ...[
        'Chart.yaml',
        'dashboards/overview.json',
        'dashboards/production.json',
        'dashboards/system.json',
        'templates/dashboards.yaml',
        'values.yaml',
      ].map((file) => `stacks/system/assets/dashboards/${file}`),
      ...[
        'Chart.yaml',
        'exporter.js',
        'templates/_helpers.tpl',
        'templates/deployment.yaml',
        'templates/network-policy.yaml',
        'templates/program.yaml',
        'templates/service-monitor.yaml',
        'templates/service.yaml',
        'values.yaml',
      ].map((file) => `stacks/system/assets/exporter/${file}`),
      'stacks/system/cdk.tf.json',
    ]);
    expect(filesIn(out)['kube-credential.js']).toBe('the credential command');
    expect(filesIn(out)['stacks/system/assets/exporter/exporter.js']).toBe('the exporter');
  });

  it('writes the same again', () => {
    const out = temporaryFolder();
    synth(STANDARD, out);
    const before = filesIn(out);

    const { stacks } = synth(STANDARD, out);

    expect(new Set(stacks.map(({ change }) => change))).toEqual(new Set(['unchanged']));
    expect(filesIn(out)).toEqual(before);
  });

  it('writes the same on any day and into any folder', () => {
    const [first, second] = [temporaryFolder(), temporaryFolder()];
    onDay('2026-01-01T00:00:00Z', () => synth(STANDARD, first));
    onDay('2036-12-31T23:59:59Z', () => synth(STANDARD, second));

    expect(filesIn(second)).toEqual(filesIn(first));
  });

  it('removes the stacks that are gone', () => {
    const out = temporaryFolder();
    synth(STANDARD, out);

    const { system } = STANDARD.environments;
    const { stacks } = synth({ ...STANDARD, environments: { system } }, out);

    expect(stacks).toContainEqual({ stack: 'production', resources: 0, bytes: 0, change: 'removed' });
    expect(readdirSync(join(out, 'stacks')).sort()).toEqual(['cluster', 'state', 'system']);
  });
});

describe('a synth that fails', () => {
  it.each([
    [
      'because of the platform file',
      () => ({ file: platformFileOf({ ...STANDARD, name: '?' }), kubeCredential, exporter, charts, repository }),
    ],
    [
      'half way',
      () => ({ file: platformFileOf(ENTERPRISE), kubeCredential: '/nowhere', exporter, charts, repository }),
    ],
  ])('leaves the last output as it was: %s', (_, props) => {
    const out = temporaryFolder();
    synth(STANDARD, out);
    const before = filesIn(out);

    expect(() => synthesize({ out, ...props() })).toThrow();

    expect(filesIn(out)).toEqual(before);
    expect(readdirSync(out).sort()).toEqual(['cost.json', 'kube-credential.js', 'manifest.json', 'stacks']);
  });

  it('leaves nothing where nothing was', () => {
    const out = join(temporaryFolder(), 'cdktf.out');

    expect(() =>
      synthesize({ file: platformFileOf(STANDARD), out, kubeCredential: '/nowhere', exporter, charts, repository }),
    ).toThrow();

    expect(existsSync(out)).toBe(false);
  });

  it('does not touch a folder of somebody else', () => {
    const out = temporaryFolder();
    writeFileSync(join(out, 'notes.txt'), 'keep me');

    expect(() => synth(STANDARD, out)).toThrow(/no synth wrote/);

    expect(filesIn(out)).toEqual({ 'notes.txt': 'keep me' });
  });
});
