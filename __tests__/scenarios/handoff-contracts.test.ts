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
});
