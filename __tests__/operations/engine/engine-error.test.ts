import { engineError } from '../../../operations/engine/engine-error';

describe('an error of the engine', () => {
  const diagnostic = (content: object) =>
    JSON.stringify({ '@level': 'error', type: 'diagnostic', diagnostic: content });
  const problemsOf = (run: { stdout?: string; stderr?: string }) =>
    engineError('cluster', 'cdktf.out/stacks/cluster', { code: 1, stdout: '', stderr: '', ...run }).problems;

  it('names the stack and the resource, one problem for each diagnostic', () => {
    const stdout = [
      '{"type":"version"}',
      diagnostic({ severity: 'warning', summary: 'Deprecated' }),
      diagnostic({ severity: 'error', summary: 'No', detail: 'Not today.', address: 'linode_vpc.v' }),
      diagnostic({ severity: 'error', summary: 'Neither', detail: '' }),
    ].join('\n');

    expect(problemsOf({ stdout })).toEqual([
      { severity: 'error', where: 'stack cluster, linode_vpc.v', what: 'No: Not today.' },
      { severity: 'error', where: 'stack cluster', what: 'Neither' },
    ]);
  });

  it('takes what was printed for a terminal out of its frame', () => {
    const stderr = '╷\n│ \u001b[31mError: \u001b[0mNo\n│ \n│ Not today.\n╵\n';

    expect(problemsOf({ stderr })).toMatchObject([{ what: 'No\n\nNot today.' }]);
  });

  it('explains a lock, and how to release it', () => {
    const detail = 'Error message: PreconditionFailed\nLock Info:\n  ID:        8cd4\n  Who:       ann@desk\n';
    const stdout = diagnostic({ severity: 'error', summary: 'Error acquiring the state lock', detail });
    const [problem] = problemsOf({ stdout });

    expect(problem?.what).toContain('ann@desk');
    expect(problem?.fix).toContain('terraform -chdir=cdktf.out/stacks/cluster force-unlock 8cd4');
  });

  it.each([
    ['NoSuchBucket: the bucket', 'npx lke-platform bootstrap'],
    ['No valid credential sources found', 'set AWS_ACCESS_KEY_ID'],
    ['Instance cannot be destroyed', 'set deletionProtection: false'],
    ['Saved plan is stale', 'plan again'],
    ['failed to get LKE cluster 1: [401] Invalid Token', 'set LINODE_TOKEN'],
    ['no kubeconfig of cluster 1 from https://api.linode.com: 401 Invalid Token', 'set LINODE_TOKEN'],
    ['[400] Bucket is not empty', 'empty the bucket'],
    ['Backend configuration changed', 'remove cdktf.out/stacks/cluster/.terraform'],
  ])('says what to do about "%s"', (stderr, fix) => {
    expect(problemsOf({ stderr })[0]?.fix).toContain(fix);
  });
});
