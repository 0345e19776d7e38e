import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { leftRunReport } from '../../../operations/deploy/left-run-report';
import { leftRuns, removeDeadRuns } from '../../../operations/deploy/left-runs';
import { ERRORED_STATE, RUN_FOLDER_PREFIX } from '../../../operations/deploy/run-folder';
import { type ProcessIdentity, processIdentity, processSpace } from '../../../operations/machine/process';
import { temporaryFolder } from '../../support/temporary-folder';

const GONE: ProcessIdentity = { pid: 2 ** 22 - 1, startedAt: '1' };
const event = (type: string, addr: string) => JSON.stringify({ type, hook: { resource: { addr } } });

describe('the runs that left their folder', () => {
  let count = 0;
  let temporary: string;
  const parent = temporaryFolder();
  beforeEach(() => {
    temporary = join(parent, String((count += 1)));
    mkdirSync(temporary);
  });

  const leave = (files: Readonly<Record<string, string>>, age = 0) => {
    const folder = join(temporary, `${RUN_FOLDER_PREFIX}abcdef`);
    mkdirSync(folder);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const then = Date.now() / 1000 - age;
    utimesSync(folder, then, then);
    return folder;
  };
  const note = (process: ProcessIdentity, space = processSpace(), of: object = { command: 'apply' }) =>
    JSON.stringify({ ...of, platform: 'acme', began: '2026-11-27T23:00:00.000Z', process, space });

  it('are those of whoever asks: in a temporary folder of all, others have theirs', () => {
    leave({ 'run.json': note(GONE) });
    const own = os.userInfo();
    const asked = jest.spyOn(os, 'userInfo');

    asked.mockReturnValue({ ...own, uid: own.uid + 1 });
    expect(leftRuns(temporary)).toEqual([]);
    // Where users have no number, as on Windows, the temporary folder is one's own.
    asked.mockReturnValue({ ...own, uid: -1 });
    expect(leftRuns(temporary)).toHaveLength(1);
    asked.mockRestore();
    expect(leftRuns(temporary)).toHaveLength(1);
  });

  it('do not hold those that are running', () => {
    leave({ 'run.json': note(processIdentity()) });

    expect(leftRuns(temporary)).toEqual([]);
  });

  it('are dead when they were killed, and then their folder goes; it tells what the engine had begun', () => {
    const folder = leave({
      'run.json': note(GONE),
      'cluster.tfplan': 'secrets',
      'engines.jsonl': `${JSON.stringify({ stack: 'cluster', process: GONE })}\n{"stack":`,
      'cluster-2.out': [
        event('apply_start', 'linode_domain.zone'),
        event('apply_complete', 'linode_domain.zone'),
        event('apply_start', 'linode_lke_cluster.cluster'),
        '{"type":"apply_',
      ].join('\n'),
    });
    const runs = leftRuns(temporary);

    expect(runs).toMatchObject([{ status: 'dead', folder, unfinished: ['linode_lke_cluster.cluster'] }]);
    expect(runs.map(leftRunReport)).toEqual([
      {
        what:
          `the apply of acme that began at 2026-11-27T23:00:00.000Z (process ${GONE.pid}) was killed, while its engine ` +
          `was at work on linode_lke_cluster.cluster; its folder ${folder} may have held secrets, and is removed now`,
        fix: 'see what it made and did not record: npx lke-platform plan',
      },
    ]);
    expect(removeDeadRuns(runs)).toEqual(runs);
    expect(existsSync(folder)).toBe(false);
  });

  it.each([
    { command: 'rollback run', changes: true },
    { command: 'drift remediate', changes: true },
    { command: 'apply' }, // as an earlier release wrote it
  ])('have to be followed up where they may have made something: $command', (of) => {
    leave({ 'run.json': note(GONE, processSpace(), of) });

    expect(leftRuns(temporary).map(leftRunReport)[0]?.fix).toContain('npx lke-platform plan');
  });

  it('are not followed up where they only read', () => {
    leave({ 'run.json': note(GONE, processSpace(), { command: 'plan', changes: false }) });

    expect(leftRuns(temporary).map(leftRunReport)).toEqual([{ what: expect.stringContaining('was killed') as string }]);
  });

  it.each([processSpace(), 'other-host pid:[1]'])(
    'keep a state that its store did not take, and say so: %s',
    (space) => {
      const folder = leave({ 'run.json': note(GONE, space) });
      const stack = join(folder, 'work/production-former/stacks/production');
      mkdirSync(stack, { recursive: true });
      writeFileSync(join(stack, ERRORED_STATE), 'a state');
      const runs = leftRuns(temporary);
      const [{ what = '', fix = '' } = {}] = runs.map(leftRunReport);

      expect(removeDeadRuns(runs)).toEqual([]);
      expect(what).toContain(`${join(stack, ERRORED_STATE)} is the only copy of the state of production`);
      // All but the apply of it, as it is printed.
      const [, way = 'false'] = /put it back: (.*)$/.exec(fix) ?? [];
      mkdirSync(join(temporary, 'cdktf.out/stacks/production'), { recursive: true });
      execFileSync('sh', ['-ec', way.replace('npx lke-platform apply production', 'true')], { cwd: temporary });
      expect(readFileSync(join(temporary, 'cdktf.out/stacks/production', ERRORED_STATE), 'utf8')).toBe('a state');
      expect(leftRuns(temporary)).toMatchObject([{ states: [] }]);
    },
  );

  it('keep their folder while their engine is at work', () => {
    const engine = { stack: 'cluster', process: processIdentity() };
    const folder = leave({ 'run.json': note(GONE), 'engines.jsonl': `${JSON.stringify(engine)}\n` });
    const runs = leftRuns(temporary);

    expect(runs).toMatchObject([{ status: 'engine-at-work', engines: [engine] }]);
    expect(runs.map(leftRunReport)[0]?.fix).toContain(`kill -INT ${process.pid}`);
    expect(removeDeadRuns(runs)).toEqual([]);
    expect(existsSync(folder)).toBe(true);
  });

  it('are not judged where process numbers mean something else', () => {
    const folder = leave({ 'run.json': note(GONE, 'other-host pid:[1]') });
    const runs = leftRuns(temporary);

    expect(runs).toMatchObject([{ status: 'elsewhere' }]);
    expect(runs.map(leftRunReport)[0]?.fix).toContain(`rm -r ${folder}`);
    expect(removeDeadRuns(runs)).toEqual([]);
  });

  it('are dead without a note, unless they are just beginning', () => {
    leave({});
    expect(leftRuns(temporary)).toEqual([]);
  });

  it('are dead without a note after a minute', () => {
    leave({ 'production.tfplan': 'secrets' }, 120);
    expect(leftRuns(temporary)).toMatchObject([{ status: 'dead', note: undefined }]);
  });
});
