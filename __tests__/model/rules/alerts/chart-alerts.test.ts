import { chartAlertsOf } from '../../../../model/rules/alerts/chart-alerts';
import { ALERTS } from '../../../../model/rules/alerts/all';

it('the chart has more alerts in later versions', () => {
  expect(chartAlertsOf('56.3.0')).not.toContain('KubeNodeEviction');
  expect(chartAlertsOf('70.4.0')).toContain('KubeNodeEviction');
});

it.each(['56.3.0', '88.5.2'])('the chart %s has what is on, and nothing of what is off', (version) => {
  const names = chartAlertsOf(version);

  expect(names).toEqual(expect.arrayContaining(['Watchdog', 'KubePodCrashLooping', 'KubeNodeNotReady']));
  expect(names.filter((name) => /^etcd|^KubeScheduler|^KubeControllerManager|^KubeProxy/.test(name))).toEqual([]);
});

it('no alert of the platform has the name of one of the chart', () => {
  const ours: string[] = ALERTS.map(({ alert }) => alert);

  expect(chartAlertsOf('88.5.2').filter((name) => ours.includes(name))).toEqual([]);
});
