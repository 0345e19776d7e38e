import { runCommandLine } from '../../support/command';

describe('lke-platform explain', () => {
  it('prints what a field means', async () => {
    const { exitCode, stdout } = await runCommandLine(['explain', 'environments.production.nodePools.count']);

    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^environments.production.nodePools.count\nmeaning: Number of nodes.*\ntype: {4}whole number\nallowed: .*\ndefault: none: it is required\nsource: {2}.*\npage: {4}docs\/data-model.md#nodepool\npage: {4}https:.*\n$/,
    );
  });

  it('prints the fields below it, and what is not written', async () => {
    const { stdout } = await runCommandLine(['explain', 'environments.production']);

    expect(stdout).toMatch(/^nodePools +required +list of NodePool +\w/m);
    expect(stdout).toMatch(/\n\nNot written, but known of it:\n {2}name: .*\n {2}namespace: /);
  });

  it('prints the file without a path', async () => {
    expect((await runCommandLine(['explain'])).stdout).toMatch(/^platform.yaml\nmeaning: /);
  });

  it('says of a result that it is not written', async () => {
    expect((await runCommandLine(['explain', 'environments.production.namespace'])).stdout).toMatch(
      /Derived, not written/,
    );
  });

  it('answers an unknown path with the nearest one', async () => {
    const { exitCode, stderr } = await runCommandLine(['explain', 'clutser']);

    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('did you mean cluster?')]);
  });

  it('gives the same with --json', async () => {
    const { stdout } = await runCommandLine(['explain', 'cluster.region', '--json']);

    expect(JSON.parse(stdout)).toMatchObject({ result: { path: 'cluster.region', field: { required: true } } });
  });
});
