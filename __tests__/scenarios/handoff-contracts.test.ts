import { randomUUID } from 'node:crypto';
import { ENGINE_TIMEOUT_MS, standInSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { dataOf } from '../support/platforms';
import { Workplace } from '../support/workplace';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const [FINE, FOUND] = [0, 2];
const ENGINEER = {
  role: 'platform-engineer',
  kubeconfigSecret: 'linode-secret-manager://access/production/platform-engineer#kubeconfig',
  expiry: '2027-03-31T00:00:00Z',
  reviewedOn: '2026-10-01',
};
const HANDED_OFF = { handoff: { ingressBaseDomain: 'shop.acme.example' } };

standInSuite('hand-off contracts', () => {
  let workplace: Workplace;
  beforeAll(async () => {
    workplace = await Workplace.open();
    await synth(HANDED_OFF);
    await workplace.createBuckets();
    await expect(workplace.command('apply', '--yes', '--no-snapshot')).resolves.toMatchObject({ code: FINE });
  });
  afterAll(() => workplace.close());

  const synth = (production: object) =>
    workplace.synth(() => {
      const data = dataOf('docs/examples/minimal.yaml') as { readonly environments: Record<string, object> };
      const network = {
        firewall: { attachedTo: 'nodebalancer' },
        dns: { zone: 'acme.example', soaEmail: 'dns@acme.example' },
      };
      const environments = {
        ...data.environments,
        production: { ...data.environments.production, accessPolicies: [ENGINEER], ...production },
      };
      return { ...data, network, environments };
    });
  const apply = (...more: string[]) => workplace.command('apply', 'production', '--yes', '--no-snapshot', ...more);
  /** What is kept of production's contract, in the order of its versions. */
  const versions = () =>
    workplace.s3
      .bucket('acme-artifacts')
      .keys('handoff/production/')
      .map((key) =>
        key.replace(/^.*\/0*(\d+)-([0-9a-f]{64}|withdrawn)\.json$/, (_, version: string, what: string) =>
          what === 'withdrawn' ? `${version} withdrawn` : version,
        ),
      );

  it('of what is not handed off any more are withdrawn, once, and go on afterwards', async () => {
    const before = versions();
    await synth({});
    const diff = await workplace.command('handoff', 'diff');
    const applied = await apply();
    const again = await apply();
    const withdrawn = versions();
    await synth(HANDED_OFF);
    await apply();

    expect([diff.code, diff.stdout]).toEqual([FOUND, expect.stringContaining('(contract-withdrawn)')]);
    expect([applied.code, applied.stderr]).toEqual([
      FINE,
      expect.stringContaining('production is not handed off any more: its hand-off contract is withdrawn'),
    ]);
    expect(again.stderr).not.toContain('withdrawn');
    expect([before, withdrawn, versions()]).toEqual([['1'], ['1', '2 withdrawn'], ['1', '2 withdrawn', '3']]);
  });

  describe('of a namespace that was made anew behind the back of every apply', () => {
    /** Somebody makes the namespace anew. @returns its UID */
    const makeAnew = () => {
      const [cluster] = workplace.standIn.world.kubernetes.values();
      return (cluster!.get('namespace', 'env-production')!.uid = randomUUID());
    };
    /** The namespaces that the versions are of. */
    const namespaces = () => {
      const bucket = workplace.s3.bucket('acme-artifacts');
      const documents = bucket.keys('handoff/production/').filter((key) => !key.includes('withdrawn'));
      return documents.map(
        (key) => (JSON.parse(bucket.get(key).body.toString()) as { namespace_uid: string }).namespace_uid,
      );
    };
    /** The keys of whoever only looks for drift, as `drift credentials` mints them. */
    function useReadersKeys(): void {
      const key = (bucket_access: Parameters<typeof workplace.s3.mintKey>[0]['bucket_access']) =>
        workplace.s3.mintKey({ label: 'drift', bucket_access });
      const reader = key(
        ['acme-state', 'acme-artifacts', 'acme-reports'].map((bucket_name) => ({
          bucket_name,
          permissions: 'read_only',
        })),
      );
      const reporter = key([{ bucket_name: 'acme-reports', permissions: 'read_write' }]);
      Object.assign(workplace.variables, {
        AWS_ACCESS_KEY_ID: reader.access_key,
        AWS_SECRET_ACCESS_KEY: reader.secret_key,
        LINODE_OBJ_ACCESS_KEY: reader.access_key,
        LINODE_OBJ_SECRET_KEY: reader.secret_key,
        LKE_PLATFORM_REPORTS_ACCESS_KEY_ID: reporter.access_key,
        LKE_PLATFORM_REPORTS_SECRET_ACCESS_KEY: reporter.secret_key,
      });
    }
    const stopReading = () => {
      for (const name of Object.keys(workplace.variables)) delete workplace.variables[name];
    };
    const detect = () => workplace.command('drift', 'detect', 'production', '--no-notify');

    it('is published anew by the search for drift, once', async () => {
      const before = namespaces();
      const uid = makeAnew();
      const { code, stderr } = await detect();
      const again = await detect();

      expect([code, stderr]).toEqual([
        FOUND,
        expect.stringMatching(
          /the namespace of production is another one than its hand-off contract told: version \d+/,
        ),
      ]);
      expect([again.code, again.stderr]).toEqual([FOUND, expect.not.stringContaining('hand-off contract')]);
      expect(namespaces()).toEqual([...before, uid]);
    });

    it('is told of by a search that only reads, with the command that publishes it', async () => {
      const before = namespaces();
      const uid = makeAnew();
      useReadersKeys();
      const { code, stderr } = await detect().finally(stopReading);
      const unpublished = namespaces();
      const [printed = ''] = /npx lke-platform handoff publish .*/.exec(stderr) ?? [];
      const [, , ...words] = printed.split(' ');
      const published = await workplace.command(...words);

      expect([code, stderr, unpublished]).toEqual([
        FOUND,
        expect.stringContaining('the hand-off contract of production is not of the namespace that is there'),
        before,
      ]);
      expect([words, published.code]).toEqual([['handoff', 'publish', 'production'], FINE]);
      expect(namespaces()).toEqual([...before, uid]);
    });
  });

  it('of an apply that writes nothing into the audit log are told of as not published, and how they are', async () => {
    const before = versions();
    await synth({ handoff: { ingressBaseDomain: 'shop.acme.example', deploymentSteps: ['Ask the team'] } });
    const applied = await apply('--no-audit');
    const unpublished = versions();
    const published = await workplace.command('handoff', 'publish', 'production');
    const again = await apply('--no-audit');

    expect([applied.code, applied.stderr, unpublished]).toEqual([
      FINE,
      expect.stringMatching(
        /the hand-off contract of production is not published as it was applied: [^]*npx lke-platform handoff publish production/,
      ),
      before,
    ]);
    expect([published.code, versions().length]).toEqual([FINE, before.length + 1]);
    expect([again.code, again.stderr]).toEqual([FINE, expect.not.stringContaining('hand-off contract')]);
  });
});
