import { readSettings } from '../../../operations/exporter/settings';
import { thrownProblems } from '../../support/thrown-problems';

describe('the settings of the exporter', () => {
  it('are those of the cluster where nobody says otherwise', () => {
    expect(readSettings({}, {})).toEqual({
      place: undefined,
      host: '127.0.0.1',
      port: 9780,
      intervalMs: 60_000,
      parts: {
        prometheus: 'http://kube-prometheus-stack-prometheus.monitoring:9090',
        alertmanager: 'http://kube-prometheus-stack-alertmanager.monitoring:9093',
        grafana: 'http://grafana.monitoring:80',
        loki: 'http://loki.monitoring:3100',
        tempo: 'http://tempo.monitoring:3200',
        collector: 'http://opentelemetry-collector.monitoring:4318',
      },
    });
  });

  it('are flags, or variables', () => {
    const variables = {
      LKE_PLATFORM_EXPORTER_ENDPOINT: 'https://store.example/',
      LKE_PLATFORM_EXPORTER_BUCKET_PREFIX: 'acme',
      LKE_PLATFORM_EXPORTER_PORT: '1',
      LKE_PLATFORM_EXPORTER_LOKI_ADDRESS: 'http://loki.example',
    };
    const { place, port, parts } = readSettings({ port: '2' }, variables);

    expect([port, parts.loki]).toEqual([2, 'http://loki.example']);
    expect(place).toEqual({
      endpoint: 'https://store.example',
      buckets: { ledger: 'acme-ledger', artifacts: 'acme-artifacts', reports: 'acme-reports' },
    });
  });

  it('are refused with everything that is wrong, without a password', () => {
    const given = { port: '65536', interval: '1m', 'loki-address': 'http://me:hunter2@loki', endpoint: 'store' };
    const problems = thrownProblems(() => readSettings(given, {}));

    expect(problems.map(({ where }) => where)).toEqual([
      '--port (LKE_PLATFORM_EXPORTER_PORT)',
      '--interval (LKE_PLATFORM_EXPORTER_INTERVAL)',
      '--loki-address (LKE_PLATFORM_EXPORTER_LOKI_ADDRESS)',
      '--endpoint (LKE_PLATFORM_EXPORTER_ENDPOINT)',
      '--bucket-prefix',
    ]);
    expect(JSON.stringify(problems)).not.toContain('hunter2');
  });
});
