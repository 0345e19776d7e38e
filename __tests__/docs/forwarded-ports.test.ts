import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MONITORING_SECRETS } from '../../model/baseline-secrets';
import { MONITORING_SERVICES } from '../../model/baseline-services';

const GUIDE = readFileSync(join(__dirname, '../../docs/platform/observability-guide.md'), 'utf8');

describe('what the guide forwards', () => {
  const forwarded = [...GUIDE.matchAll(/port-forward service\/(\S+) \d+:(\d+)/g)].map(([, name, port]) => ({
    name,
    port: Number(port),
  }));

  it('are Services of the stack, at their ports', () => {
    const { grafana, prometheus, alertmanager } = MONITORING_SERVICES;

    expect(forwarded).toEqual([grafana, prometheus, alertmanager]);
  });

  it("is opened by the password of Grafana's Secret", () => {
    const { name, fields } = MONITORING_SECRETS.grafanaAdmin;

    expect(GUIDE).toContain(`get secret ${name} --output 'jsonpath={.data.${fields.password}}'`);
  });
});
