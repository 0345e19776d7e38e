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

  it('refuses a platform file that is wrong', async () => {
    const { exitCode, stderr } = await runCommandLine(['doctor', '/nowhere/platform.yaml'], {});

    expect(exitCode).toBe(1);
    expect(stderr).toContain('there is no such file');
  });
});
