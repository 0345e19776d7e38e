import { engineError } from '../../../operations/engine/engine-error';

const CLUSTER = { stack: 'cluster', folder: 'my out/stacks/cluster', engine: { command: 'tofu' } };

describe('an error of the engine', () => {
  const diagnostic = (content: object) =>
    JSON.stringify({ '@level': 'error', type: 'diagnostic', diagnostic: content });
  const problemsOf = (run: { stdout?: string; stderr?: string }) =>
    engineError(CLUSTER, { code: 1, stdout: '', stderr: '', ...run }).problems;

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

  it('names the place in the configuration that it is about', () => {
    const range = { filename: 'cdk.tf.json', start: { line: 12, column: 5, byte: 300 } };
    const stdout = diagnostic({ severity: 'error', summary: 'No', detail: '', address: 'linode_vpc.v', range });

    expect(problemsOf({ stdout })).toMatchObject([{ where: 'stack cluster, linode_vpc.v, cdk.tf.json:12' }]);
  });

  it('takes what was printed for a terminal out of its frame', () => {
    const stderr = '╷\n│ \u001b[31mError: \u001b[0mNo\n│ \n│ Not today.\n╵\n';

    expect(problemsOf({ stderr })).toMatchObject([{ what: 'No\n\nNot today.' }]);
  });

  it('explains a lock, and how to release it by its own id, not by that of a request', () => {
    const detail =
      'Error message: operation error S3: PutObject, https response error StatusCode: 412, RequestID: tx00000186-default, ' +
      'HostID: 1008-default-default, api error PreconditionFailed: UnknownError\n' +
      'Lock Info:\n  ID:        5b1d7d3c-0123\n  Path:      acme/cluster.tfstate\n  Who:       ann@desk\n';
    const stdout = diagnostic({ severity: 'error', summary: 'Error acquiring the state lock', detail });
    const [problem] = problemsOf({ stdout });

    expect(problem?.what).toContain('ann@desk');
    expect(problem?.fix).toMatch(/: tofu '-chdir=my out\/stacks\/cluster' force-unlock 5b1d7d3c-0123$/);
  });

  const s3 = (answer: string) => `operation error S3: PutObject, https response error ${answer}`;

  it.each([
    [
      'Error acquiring the state lock: failed to unmarshal JSON data into LockInfo struct',
      'npx lke-platform unlock cluster',
    ],
    [`Error acquiring the state lock: ${s3('StatusCode: 400, api error XAmzContentSHA256Mismatch')}`, 'when_required'],
    [`Error acquiring the state lock: ${s3('StatusCode: 403, api error AccessDenied')}`, 'plan with --no-lock'],
    [s3('StatusCode: 403, api error InvalidAccessKeyId: UnknownError'), 'correct AWS_ACCESS_KEY_ID'],
    ['roles "a" is forbidden: unable to create new content in namespace b because it is being terminated', 'kubectl'],
    [
      "timeout while waiting for resource to be gone (last state: 'Terminating', timeout: 5m0s)",
      'kubectl get namespaces',
    ],
    [s3('StatusCode: 0, RequestID: , request send failed, dial tcp: connection refused'), 'does not answer'],
    [s3('StatusCode: 0, request send failed, tls: x509: certificate signed by unknown authority'), 'AWS_CA_BUNDLE'],
    [s3('StatusCode: 503, api error SlowDown'), 'try again'],
    ['operation error S3: GetBucketVersioning, https response error\nStatusCode: 403, AccessDenied', 'LINODE_OBJ_'],
    ['Failed to persist state to backend', "tofu '-chdir=my out/stacks/cluster' state push errored.tfstate"],
    ['Error releasing the state lock', 'npx lke-platform doctor'],
    ['cannot import state with serial 3 over newer state with serial 5', 'compare them'],
    ['S3 bucket "x" does not exist.\n\nError: StatusCode: 404, NoSuchBucket: ', 'npx lke-platform bootstrap'],
    ['No valid credential sources found', 'set AWS_ACCESS_KEY_ID'],
    ['Instance cannot be destroyed', 'set deletionProtection: false'],
    ['Saved plan is stale', 'plan again'],
    ['failed to get LKE cluster 1: [401] Invalid Token', 'set LINODE_TOKEN'],
    ['failed to get LKE cluster 1: [401] Your OAuth token is not authorized to use this endpoint.', 'lacks a scope'],
    ['no kubeconfig of cluster 1 from https://api.linode.com: 401 Invalid Token', 'set LINODE_TOKEN'],
    ['[400] Bucket is not empty', 'empty the bucket'],
    ['Backend configuration changed', "tofu '-chdir=my out/stacks/cluster' init -reconfigure"],
  ])('says what to do about "%s"', (stderr, fix) => {
    expect(problemsOf({ stderr })[0]?.fix).toContain(fix);
  });

  it.each([
    ['failed to fetch https://charts.acme.example/index.yaml: 401 Unauthorized'],
    ['Post "https://cluster:443/api": dial tcp: connection refused'],
  ])('does not take "%s" for something that it is not', (stderr) => {
    expect(problemsOf({ stderr })[0]?.fix).toBeUndefined();
  });
});
