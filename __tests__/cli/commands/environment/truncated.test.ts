import { truncatedWarnings } from '../../../../cli/commands/environment/truncated';

describe('alerts that Alertmanager left out', () => {
  it('are warned of, with how many there are and what to do', () => {
    expect(truncatedWarnings({ truncatedAlerts: 0 })).toEqual([]);
    expect(truncatedWarnings({ truncatedAlerts: 12 })).toMatchObject([
      {
        what: expect.stringContaining('left 12 alerts') as string,
        fix: expect.stringContaining('max_alerts') as string,
      },
    ]);
  });
});
