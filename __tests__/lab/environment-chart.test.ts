import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startLab, type Lab } from '@lke-platform/stand-ins/lab/lab';
import { parse, stringify } from 'yaml';
import { manifestText, sealedManifest } from '../../operations/secrets/sealing/manifest';
import { readCertificate } from '../../operations/secrets/sealing/certificate';
import { baselineFacts, deployedPlatform, environmentFacts } from '../support/charts/facts';
import { completeChart, isComplete, ownChart } from '../support/charts/folder';
import { applyChart, applyKindsOfSystem, areKindsThere, withChartsOrNotRun } from '../support/charts/on-lab';
import { lintChart, renderChart, type ChartObject } from '../support/charts/render';
import { reviewable } from '../support/charts/reviewable';
import { onLab } from '../support/lab/running';
import { onPromtool, promtool } from '../support/promtool';
import { sealingPair } from '../support/secrets/sealing-pair';
import { temporaryFolder } from '../support/temporary-folder';

const platform = deployedPlatform();
const certificate = () => readCertificate(sealingPair().certificate, 'certificate.pem', new Date());

/** A SealedSecret as `secrets sync` writes it. */
const sealedText = (namespace: string, name: string, key: ReturnType<typeof certificate>) =>
  manifestText(
    sealedManifest(
      { item: { name, namespace, type: 'Opaque' }, version: 3, certificate: key },
      { token: Buffer.from('value') },
    ),
  );

const RULES = {
  groups: [{ name: 'shop', rules: [{ record: 'shop:orders:rate5m', expr: 'sum(rate(orders_total[5m]))' }] }],
};

const ready = isComplete('environment') && areKindsThere();
const where = withChartsOrNotRun(ready, onLab);

const namesOf = (objects: readonly ChartObject[]) => objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);

where('the charts of what Argo CD brings beside applications', () => {
  let folders: Readonly<Record<'environment' | 'baseline-observability', string>>;
  const write = (chart: keyof typeof folders, file: string, text: string) => {
    const path = join(folders[chart], file);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, text);
  };
  beforeEach(() => {
    folders = {
      environment: completeChart('environment', temporaryFolder()),
      'baseline-observability': completeChart('baseline-observability', temporaryFolder()),
    };
  });

  const renderEnvironment = (name: (typeof platform.environments)[number]['name']) =>
    renderChart({
      folder: folders.environment,
      name: `${name}-environment`,
      namespace: `env-${name}`,
      values: environmentFacts(platform, name),
    });
  const renderBaseline = (values: object = {}) =>
    renderChart({
      folder: folders['baseline-observability'],
      name: 'baseline-observability',
      namespace: 'monitoring',
      values: { ...baselineFacts(platform, 'baseline-observability'), ...values },
    });

  describe('environment', () => {
    it('is clean for helm lint', () => {
      expect(lintChart(folders.environment, environmentFacts(platform, 'production'))).toBe('');
    });

    it.each(platform.environments.map(({ name }) => name))(
      'makes nothing of %s where nothing stands in git',
      (name) => {
        expect(renderEnvironment(name)).toEqual([]);
      },
    );

    it('makes the secrets of its namespace, as they were sealed, and the rules of its teams', () => {
      const key = certificate();
      const text = sealedText('env-production', 'api-token', key);
      write('environment', 'charts/secrets/production/api-token.yaml', text);
      write('environment', 'charts/secrets/production/elsewhere.yaml', sealedText('monitoring', 'elsewhere', key));
      write('environment', 'charts/secrets/staging/api-token.yaml', sealedText('env-staging', 'api-token', key));
      write('environment', 'charts/secrets/certificate.pem', 'a certificate');
      write('environment', 'rules/production/shop.yaml', stringify(RULES));
      const objects = renderEnvironment('production');

      expect(namesOf(objects)).toEqual(['PrometheusRule shop', 'SealedSecret api-token']);
      expect(objects[1]).toEqual(parse(text));
      expect(objects[0]?.spec).toEqual(RULES);
    });

    it('refuses what is not sealed, by its file', () => {
      write(
        'environment',
        'charts/secrets/production/open.yaml',
        stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'open' } }),
      );

      expect(() => renderEnvironment('production')).toThrow('infra/secrets/production/open.yaml is not a SealedSecret');
    });

    it('refuses rules without groups, by their file', () => {
      write('environment', 'rules/production/shop.yaml', stringify([RULES]));

      expect(() => renderEnvironment('production')).toThrow(
        'infra/helm/environment/rules/production/shop.yaml has no list `groups`',
      );
    });

    it('refuses a value that it does not have', () => {
      const values = { ...environmentFacts(platform, 'production'), replicas: 3 };

      expect(() =>
        renderChart({ folder: folders.environment, name: 'x', namespace: 'env-production', values }),
      ).toThrow('replicas');
    });
  });

  describe('baseline-observability', () => {
    it('is clean for helm lint', () => {
      expect(lintChart(folders['baseline-observability'], baselineFacts(platform, 'baseline-observability'))).toBe('');
    });

    it('has monitors, rules of each environment, a dashboard, and nothing that Terraform has', () => {
      const objects = renderBaseline();

      expect(namesOf(objects)).toEqual([
        'ConfigMap gitops-dashboard-delivery',
        ...platform.environments.map(({ name }) => `PrometheusRule environment-${name}`),
        'ServiceMonitor argo-cd',
        'ServiceMonitor sealed-secrets',
      ]);
      const shown = objects.filter(
        ({ kind, metadata }) => kind === 'ServiceMonitor' || metadata.name === 'environment-production',
      );
      expect(reviewable(shown)).toMatchSnapshot();
    });

    it('monitors nothing that is not there', () => {
      const objects = renderBaseline({ monitored: { argoCd: '', sealedSecrets: '' } });

      expect(namesOf(objects).filter((name) => name.startsWith('ServiceMonitor'))).toEqual([]);
    });

    it('makes the secrets of system that are for its namespace', () => {
      const key = certificate();
      write(
        'baseline-observability',
        'charts/secrets/system/loki-bucket-key.yaml',
        sealedText('monitoring', 'loki-bucket-key', key),
      );
      write(
        'baseline-observability',
        'charts/secrets/system/api-token.yaml',
        sealedText('env-system', 'api-token', key),
      );
      const sealed = namesOf(renderBaseline()).filter((name) => name.startsWith('SealedSecret'));

      expect(sealed).toEqual(['SealedSecret loki-bucket-key']);
    });

    it.each([
      ['a value that it does not have', { alerts: {} }, 'alerts'],
      ['an interval without a unit', { interval: '60' }, '/interval'],
    ])('refuses %s', (_name, values, word) => {
      expect(() => renderBaseline(values)).toThrow(word);
    });

    onPromtool('as promtool judges them', () => {
      it('has a dashboard whose queries Prometheus takes', () => {
        const [dashboard] = renderBaseline().filter(({ kind }) => kind === 'ConfigMap');
        const { panels } = JSON.parse((dashboard?.data as Record<string, string>)['delivery.json'] ?? '') as {
          panels: { targets: { expr: string }[] }[];
        };
        const queries = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
        const rules = queries.map((expr, index) => ({
          record: `query:${index}`,
          expr: expr.replaceAll('$__rate_interval', '5m'),
        }));

        expect(promtool(['check', 'rules'], JSON.stringify({ groups: [{ name: 'delivery', rules }] }))).toMatchObject({
          code: 0,
          output: expect.stringContaining(`${queries.length} rules found`) as string,
        });
      });

      it('has rules that Prometheus takes', () => {
        const rules = renderBaseline().filter(({ kind }) => kind === 'PrometheusRule');
        const groups = rules.flatMap(({ spec }) => (spec as { groups: object[] }).groups);
        const { code, output } = promtool(['check', 'rules'], JSON.stringify({ groups }));

        expect({ code, output }).toMatchObject({
          code: 0,
          output: expect.stringContaining('20 rules found') as string,
        });
      });

      it('judges usage by the smallest quota, each taken once', () => {
        const groups = renderBaseline()
          .filter(({ kind }) => kind === 'PrometheusRule')
          .flatMap(({ spec }) => (spec as { groups: object[] }).groups);
        const folder = temporaryFolder();
        writeFileSync(join(folder, 'rules.json'), JSON.stringify({ groups }));
        const hard = (quota: string, instance: string, resource: string, value: number) => ({
          series: `kube_resourcequota{namespace="env-production",resourcequota="${quota}",type="hard",resource="requests.${resource}",instance="${instance}"}`,
          values: `${value}x10`,
        });
        const used = 'namespace="env-production",pod="web",container="app"';
        const input_series = [
          { series: `container_memory_working_set_bytes{${used}}`, values: '5x10' },
          { series: `container_cpu_usage_seconds_total{${used}}`, values: '0+300x10' },
          ...['memory', 'cpu'].flatMap((resource) => [
            ...['a', 'b'].map((instance) => hard('small', instance, resource, 10)),
            hard('large', 'a', resource, 99),
          ]),
        ];
        const promql_expr_test = [
          'environment:memory_usage_of_quota:ratio',
          'environment:cpu_usage_of_quota:ratio_rate5m',
        ].map((expr) => ({
          expr,
          eval_time: '10m',
          exp_samples: [{ labels: `${expr}{environment="production"}`, value: 0.5 }],
        }));
        const file = join(folder, 'test.json');
        writeFileSync(
          file,
          JSON.stringify({
            rule_files: [join(folder, 'rules.json')],
            tests: [{ interval: '1m', input_series, promql_expr_test }],
          }),
        );

        expect(promtool(['test', 'rules', file])).toMatchObject({ code: 0, output: expect.any(String) as string });
      });
    });
  });

  describe('ingress', () => {
    it('makes the secrets of system that are for its namespace', () => {
      const folder = ownChart('ingress', temporaryFolder());
      const key = certificate();
      mkdirSync(join(folder, 'charts/secrets/system'), { recursive: true });
      for (const [name, namespace] of [
        ['linode-dns-token', 'ingress'],
        ['loki-bucket-key', 'monitoring'],
      ] as const) {
        writeFileSync(join(folder, 'charts/secrets/system', `${name}.yaml`), sealedText(namespace, name, key));
      }
      const values = baselineFacts(platform, 'ingress');
      const objects = renderChart({ folder, name: 'ingress', namespace: 'ingress', values });

      expect(namesOf(objects).filter((name) => name.startsWith('SealedSecret'))).toEqual([
        'SealedSecret linode-dns-token',
      ]);
    });
  });

  describe('on an API server', () => {
    let lab: Lab;
    beforeAll(async () => {
      lab = await startLab();
      for (const name of ['monitoring', ...platform.environments.map(({ namespace }) => namespace)]) {
        await lab.admin.create('/api/v1/namespaces', { metadata: { name } });
      }
      applyKindsOfSystem(lab);
    });
    afterAll(() => lab?.stop());

    it.each(platform.environments.map(({ name }) => name))('is accepted with secrets and rules of %s', (name) => {
      write(
        'environment',
        `charts/secrets/${name}/api-token.yaml`,
        sealedText(`env-${name}`, 'api-token', certificate()),
      );
      write('environment', `rules/${name}/shop.yaml`, stringify(RULES));

      expect(applyChart(lab, `env-${name}`, renderEnvironment(name))).toEqual([
        'prometheusrule.monitoring.coreos.com/shop serverside-applied',
        'sealedsecret.bitnami.com/api-token serverside-applied',
      ]);
    });

    it('accepts every object of baseline-observability', () => {
      const objects = renderBaseline();

      expect(applyChart(lab, 'monitoring', objects)).toHaveLength(objects.length);
    });
  });
});
