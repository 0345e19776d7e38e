import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Deployment } from '../../../operations/deploy/deployment';
import { keepPlan, refuseKeptPlan } from '../../../operations/deploy/kept-plan';
import type { PlannedStack } from '../../../operations/deploy/plan';
import { temporaryFolder } from '../../support/temporary-folder';

describe('a plan that is kept', () => {
  let folder: string;
  let output: string;
  beforeEach(() => {
    folder = temporaryFolder();
    output = join(folder, 'cdktf.out');
    mkdirSync(join(output, 'stacks'), { recursive: true });
  });

  const refuse = (file: string, stacks = ['cluster']) => {
    refuseKeptPlan({ output: { path: output } } as Deployment, file, stacks);
  };
  const changes = (file: string) => [{ stack: 'cluster', status: 'changes', file }] as unknown as PlannedStack[];

  it('is that of one stack', () => {
    for (const stacks of [[], ['cluster', 'system']]) {
      expect(() => refuse(join(folder, 'kept'), stacks)).toThrow('--out keeps the plan of one stack');
    }
    expect(() => refuse(join(folder, 'kept'))).not.toThrow();
  });

  it.each(['kept', 'stacks/cluster/kept', 'stacks/../kept'])('lies beside the output, never in it: %s', (name) => {
    expect(() => refuse(`${output}/${name}`)).toThrow('which is not a place for secrets');
  });

  it('may lie in a folder whose name begins as that of the output does', () => {
    expect(() => refuse(`${output}-kept/plan`)).not.toThrow();
  });

  it('takes nobody the file that is there', () => {
    const file = join(folder, 'kept');
    writeFileSync(file, 'something else');

    expect(() => refuse(file)).toThrow('is there already');
  });

  it('is for its owner alone, whatever the permissions of the plan were', () => {
    const [plan, file] = [join(folder, 'plan'), join(folder, 'kept')];
    writeFileSync(plan, 'secrets', { mode: 0o644 });

    expect(keepPlan(changes(plan), file)).toBe(file);
    expect(readFileSync(file, 'utf8')).toBe('secrets');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is written over nothing that came there in between', () => {
    const [plan, file] = [join(folder, 'plan'), join(folder, 'kept')];
    writeFileSync(plan, 'secrets');
    symlinkSync(join(folder, 'elsewhere'), file);

    expect(() => keepPlan(changes(plan), file)).toThrow('EEXIST');
    expect(existsSync(join(folder, 'elsewhere'))).toBe(false);
  });

  it('is none where nothing changes', () => {
    expect(keepPlan([{ stack: 'cluster', status: 'unchanged' }] as unknown as PlannedStack[], 'kept')).toBeUndefined();
    expect(keepPlan([], 'kept')).toBeUndefined();
  });
});
