import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LAB_VERSIONS } from '@lke-platform/stand-ins/lab/programs';
import { SECRET_VERSIONS } from '@lke-platform/stand-ins/lab/secret-programs';
import { OBSERVABILITY_VERSIONS, OLDEST_PROMETHEUS_VERSION } from '../support/observability/programs';
import { PROMETHEUS_VERSION } from '../support/promtool';
import { JUDGE_VERSION } from '../support/flows/judge';

it.each(
  Object.entries({
    ...LAB_VERSIONS,
    ...SECRET_VERSIONS,
    ...OBSERVABILITY_VERSIONS,
    cyclonus: JUDGE_VERSION,
    prometheus: PROMETHEUS_VERSION,
  }),
)('the lab looks for %s where its script puts it', (name, version) => {
  const script = readFileSync(join(__dirname, '../../.ci/tools', `${name}.sh`), 'utf8');

  expect(script).toContain(`version=${version}\n`);
  expect(script).toContain(`/lke-platform/${name}-$version`);
});

it('the tests look for the Prometheus of the oldest chart where its script puts it', () => {
  const script = readFileSync(join(__dirname, '../../.ci/tools/oldest-prometheus.sh'), 'utf8');

  expect(script).toContain(`version=${OLDEST_PROMETHEUS_VERSION}\n`);
  expect(script).toContain('/lke-platform/prometheus-$version');
});
