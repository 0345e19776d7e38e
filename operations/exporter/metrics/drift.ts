import { SEVERITIES } from '../../../model/rules/drift/finding';
import type { DriftTold } from '../sources/drift-reader';
import { type Family, sampleOf, secondsOf, stateSamples } from './family';

/** What the last drift reports say. An environment without a report is not one without drift: nothing is told of it. */
export function driftFamilies(told: DriftTold): Family[] {
  const reports = [...told].flatMap(([environment, report]) => (report ? [{ environment, report }] : []));
  return [
    {
      name: 'lke_platform_drift_severity',
      help: 'How bad the drift of an environment is by its last report: 1 for what holds, 0 for the others.',
      labels: ['environment', 'severity'],
      samples: reports.flatMap(({ environment, report }) =>
        stateSamples({ environment }, 'severity', SEVERITIES, report.drift_summary),
      ),
    },
    {
      name: 'lke_platform_drift_findings',
      help: 'Differences that the last report of an environment names; what was accepted has the severity none.',
      labels: ['environment', 'severity'],
      samples: reports.flatMap(({ environment, report }) =>
        SEVERITIES.map((severity) => ({
          labels: { environment, severity },
          value: report.findings.filter((finding) => finding.severity === severity).length,
        })),
      ),
    },
    {
      name: 'lke_platform_drift_last_run_timestamp_seconds',
      help: 'When the last report of an environment was made.',
      labels: ['environment'],
      samples: reports.flatMap(({ environment, report }) => sampleOf({ environment }, secondsOf(report.detected_at))),
    },
    {
      name: 'lke_platform_drift_last_complete_run_timestamp_seconds',
      help: 'When all of an environment was compared for the last time.',
      labels: ['environment'],
      samples: reports.flatMap(({ environment, report }) =>
        sampleOf({ environment }, secondsOf(report.last_complete_at)),
      ),
    },
    {
      name: 'lke_platform_exporter_unreadable_reports',
      help: 'Whether the last drift report of an environment is there and cannot be read as one: 1 or 0.',
      labels: ['environment'],
      samples: [...told].map(([environment, report]) => ({ labels: { environment }, value: report ? 0 : 1 })),
    },
  ];
}
