import { newestEvents } from '../../../operations/audit/query';
import { openAuditLog } from '../../../operations/audit/place';
import { REMOVE_LEFTOVERS } from '../../../operations/doctor/leftovers';
import { makeBucket } from '../../../operations/linode/buckets';
import { mintUnlimitedKey } from '../../../operations/linode/object-keys';
import { runCommandLine } from '../../support/command';
import { Ward } from '../../support/doctor';
import { platformFileOf } from '../../support/platform-files';
import { exampleData } from '../../support/platforms';

/** Nothing listens there, so that no registry and no repository is asked from a test. */
const NOWHERE = 'http://127.0.0.1:9';

describe('lke-platform doctor', () => {
  let ward: Ward;
  beforeEach(async () => {
    ward = await Ward.open();
  });
  afterEach(() => ward.close());

  function doctor(...flags: string[]) {
    const charts = { 'prometheus-community': NOWHERE, 'grafana-community': NOWHERE };
    const sources = { charts: { ...charts, 'open-telemetry': NOWHERE, 'sealed-secrets': NOWHERE } };
    const { environment, output } = ward.surroundings({
      variables: { TERRAFORM_BINARY_NAME: '/nowhere/engine' },
    });
    const file = platformFileOf({ ...exampleData(), sources });
    return runCommandLine(['doctor', file, '--output', output, ...flags], environment);
  }

  it('has a row for each check, with the fix under each that needs one, and ends with exit code 2', async () => {
    const { exitCode, stdout } = await doctor();

    expect(exitCode).toBe(2);
    expect(stdout).toMatch(/^ok +Linode API +http/m);
    expect(stdout).toMatch(/^FAIL +chart repositories +prometheus-community.*\n +fix: open a way to them/m);
    expect(stdout).toMatch(/^not safe to deploy: \d failures \(\d warnings?, \d not checked\)$/m);
  });

  it('says the same to programs', async () => {
    const { exitCode, stdout, stderr } = await doctor('--json');

    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: '' });
    const { result } = JSON.parse(stdout) as { result: { safe: boolean; checks: { id: string; status: string }[] } };
    expect(result.safe).toBe(false);
    expect(result.checks).toContainEqual({
      id: 'linode-api',
      title: 'Linode API',
      status: 'ok',
      found: ward.linode.url,
    });
    expect(result.checks.find(({ id }) => id === 'charts')).toMatchObject({ status: 'fail' });
  });

  it('removes what interrupted runs left by the command that it prints, and writes that down', async () => {
    await makeBucket({ name: 'acme-platform-probe-123456', region: 'nl-ams', endpointHost: undefined });
    await mintUnlimitedKey('acme-bootstrap-123456', 'nl-ams');
    const [, flag = ''] = /npx lke-platform doctor (--\S+)/.exec(REMOVE_LEFTOVERS) ?? [];
    const cleaned = await doctor(flag);
    const { environment, platform } = ward.surroundings();
    const place = { platform: platform.name, endpoint: platform.state.endpoint, buckets: platform.state.buckets };
    const [event] = await newestEvents(openAuditLog(place, environment).ledger, { kind: 'clean-up.done' }, 9);

    expect(cleaned.stdout).toMatch(/^ok +.*interrupted runs.* +nothing$/m);
    expect(event).toMatchObject({
      chain: 'platform',
      actor: { name: 'stand-in', provenBy: 'linode-profile' },
      details: { buckets: ['acme-platform-probe-123456'], keys: ['acme-bootstrap-123456'] },
    });
  });

  it('refuses a platform file that is wrong', async () => {
    const { exitCode, stderr } = await runCommandLine(['doctor', '/nowhere/platform.yaml'], {});

    expect(exitCode).toBe(1);
    expect(stderr).toContain('there is no such file');
  });
});
