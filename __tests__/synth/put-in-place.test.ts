import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { putInPlace } from '../../synth/put-in-place';
import { temporaryFolder } from '../support/temporary-folder';

const configuration = (text: string) => JSON.stringify({ '//': text });

/** Puts a synth of these files into an output folder, as the next one after those before. */
function place(out: string, files: Record<string, string>) {
  const staging = join(out, '.synth-1');
  write(staging, { 'kube-credential.js': '', 'manifest.json': '{}', ...files });
  const stacks = Object.keys(files)
    .filter((file) => file.endsWith('/cdk.tf.json'))
    .map((file) => ({ stack: file.split('/')[1] ?? '', resources: 1 }));
  return putInPlace(staging, out, stacks);
}

function write(folder: string, files: Record<string, string>): void {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
}

const read = (out: string, file: string) => readFileSync(join(out, file), 'utf8');

describe('an output that is put in place', () => {
  it('is there, and says of each stack how large it is and that it is new', () => {
    const out = temporaryFolder();

    const { stacks } = place(out, {
      'stacks/cluster/cdk.tf.json': '{"a": 1}',
      'stacks/cluster/assets/x/values': 'abc',
    });

    expect(stacks).toEqual([{ stack: 'cluster', resources: 1, bytes: 11, change: 'new' }]);
    expect(read(out, 'stacks/cluster/cdk.tf.json')).toBe('{"a": 1}');
    expect(read(out, 'stacks/cluster/assets/x/values')).toBe('abc');
    expect(read(out, 'manifest.json')).toBe('{}');
    expect(existsSync(join(out, 'kube-credential.js'))).toBe(true);
  });

  it('says what changed since the last one', () => {
    const out = temporaryFolder();
    place(out, {
      'stacks/state/cdk.tf.json': configuration('state'),
      'stacks/cluster/cdk.tf.json': configuration('cluster'),
      'stacks/system/cdk.tf.json': configuration('system'),
      'stacks/system/assets/chart/values': 'old',
      'stacks/staging/cdk.tf.json': configuration('staging'),
    });

    const { stacks } = place(out, {
      'stacks/state/cdk.tf.json': configuration('state'),
      'stacks/cluster/cdk.tf.json': configuration('another cluster'),
      'stacks/system/cdk.tf.json': configuration('system'),
      'stacks/production/cdk.tf.json': configuration('production'),
    });

    expect(stacks.map(({ stack, change }) => [stack, change])).toEqual([
      ['state', 'unchanged'],
      ['cluster', 'changed'],
      ['system', 'changed'],
      ['production', 'new'],
      ['staging', 'removed'],
    ]);
    expect(existsSync(join(out, 'stacks/staging'))).toBe(false);
    expect(existsSync(join(out, 'stacks/system/assets/chart/values'))).toBe(false);
  });

  it('leaves files alone that are the same', () => {
    const out = temporaryFolder();
    place(out, { 'stacks/cluster/cdk.tf.json': configuration('cluster') });
    const { ino, mtimeMs } = statSync(join(out, 'stacks/cluster/cdk.tf.json'));

    place(out, { 'stacks/cluster/cdk.tf.json': configuration('cluster') });

    expect(statSync(join(out, 'stacks/cluster/cdk.tf.json'))).toMatchObject({ ino, mtimeMs });
  });

  it('replaces a file by another one, so that who reads it reads the old one or the new one', () => {
    const out = temporaryFolder();
    place(out, { 'stacks/cluster/cdk.tf.json': configuration('old') });
    const { ino } = statSync(join(out, 'stacks/cluster/cdk.tf.json'));

    place(out, { 'stacks/cluster/cdk.tf.json': configuration('new') });

    expect(statSync(join(out, 'stacks/cluster/cdk.tf.json')).ino).not.toBe(ino);
  });

  it('keeps what the engine and people put beside a stack', () => {
    const out = temporaryFolder();
    place(out, { 'stacks/cluster/cdk.tf.json': configuration('old') });
    const kept = {
      'stacks/cluster/.terraform/providers/x': 'plugin',
      'stacks/cluster/.terraform.lock.hcl': 'lock',
      'stacks/cluster/terraform.tfstate': 'state',
      'stacks/cluster/terraform.tfstate.backup': 'backup',
      'stacks/cluster/errored.tfstate': 'unsaved',
      'stacks/cluster/backend_override.tf': 'override',
    };
    write(out, kept);

    place(out, { 'stacks/cluster/cdk.tf.json': configuration('new') });

    expect(Object.fromEntries(Object.keys(kept).map((file) => [file, read(out, file)]))).toEqual(kept);
  });

  it('removes saved plans and says so: they hold secrets', () => {
    const out = temporaryFolder();
    place(out, { 'stacks/cluster/cdk.tf.json': configuration('a'), 'stacks/staging/cdk.tf.json': configuration('b') });
    write(out, { 'stacks/cluster/plan': 'zip', 'stacks/cluster/my.tfplan': 'zip', 'stacks/staging/plan': 'zip' });

    const { removedPlans } = place(out, { 'stacks/cluster/cdk.tf.json': configuration('a') });

    const plans = ['stacks/cluster/my.tfplan', 'stacks/cluster/plan', 'stacks/staging/plan'].map((f) => join(out, f));
    expect([...removedPlans].sort()).toEqual(plans);
    expect(plans.filter((plan) => existsSync(plan))).toEqual([]);
  });

  it('keeps the local state of a stack that is gone, and nothing else of it', () => {
    const out = temporaryFolder();
    place(out, { 'stacks/staging/cdk.tf.json': configuration('staging') });
    write(out, { 'stacks/staging/terraform.tfstate': 'state', 'stacks/staging/.terraform/x': 'plugin' });

    const { stacks, keptStates } = place(out, { 'stacks/cluster/cdk.tf.json': configuration('cluster') });

    expect(stacks).toContainEqual({ stack: 'staging', resources: 0, bytes: 0, change: 'removed' });
    expect(keptStates).toEqual([join(out, 'stacks/staging')]);
    expect(read(out, 'stacks/staging/terraform.tfstate')).toBe('state');
    expect(existsSync(join(out, 'stacks/staging/.terraform'))).toBe(false);
    expect(existsSync(join(out, 'stacks/staging/cdk.tf.json'))).toBe(false);
  });
});
