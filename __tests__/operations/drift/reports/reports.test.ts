import type { DriftReport } from '../../../../operations/drift/report';
import { DriftReports } from '../../../../operations/drift/reports/reports';
import type { ReportStore } from '../../../../operations/drift/reports/store';

const KEPT = new Map(
  [
    ['development', 'abc1-one'],
    ['production', 'abc2-two'],
    ['production', 'def3-three'],
  ].map(([environment, id]) => [
    `reports/${environment}/2026-11-28T06-00-00-000Z-${id}/report.json`,
    JSON.stringify({ report_id: id } satisfies Partial<DriftReport>),
  ]),
);

const store = {
  list: (prefix: string) => Promise.resolve([...KEPT.keys()].filter((key) => key.startsWith(prefix))),
  read: (key: string) => Promise.resolve({ text: KEPT.get(key) ?? '' }),
} as unknown as ReportStore;
const reports = new DriftReports(store, 'example');

describe('a kept report is found', () => {
  test.each(['abc2-two', 'abc2'])('by its id or the beginning of it alone: %s', async (id) => {
    expect((await reports.find(id))?.report_id).toBe('abc2-two');
  });

  test('not where there is none, nor by nothing', async () => {
    expect(await reports.find('fff')).toBeUndefined();
    expect(await reports.find('')).toBeUndefined();
  });

  test('not where several begin so, in one environment or in two', async () => {
    await expect(reports.find('abc')).rejects.toThrow(
      '2 reports begin with abc; give more of the id: abc1-one, abc2-two',
    );
  });

  test('with the name of its object where it is damaged', async () => {
    KEPT.set('reports/staging/2026-11-28T06-00-00-000Z-bad/report.json', '{');

    const message = /the report bad is damaged \(reports\/staging\/.*-bad\/report\.json in the bucket of reports\)/;
    await expect(reports.find('bad')).rejects.toThrow(message);
    await expect(reports.list('staging')).rejects.toThrow(message);
  });
});
