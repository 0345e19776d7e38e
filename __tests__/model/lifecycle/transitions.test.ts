import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { STATUSES } from '../../../model/lifecycle/status';
import { TRANSITIONS, transitionsFrom } from '../../../model/lifecycle/transitions';

/** The table of the requirement: status, event, next status. */
const table = [
  ...(readFileSync(join(__dirname, '../../../docs/data-model.md'), 'utf8')
    .split('\n### Environment Lifecycle\n')[1]
    ?.split('\n## ')[0]
    ?.matchAll(/^\| `(\w+)` +\| (.+?) +\| `(\w+)` +\|/gm) ?? []),
].map(([, from, about, to]) => ({ from, about, to }));

describe('the lifecycle of an environment', () => {
  it('is the table of the data model, and nothing else', () => {
    expect(TRANSITIONS.map(({ from, about, to }) => ({ from, about, to }))).toEqual(table);
    expect(table).toHaveLength(6);
  });

  it('has an event of its own for each transition', () => {
    expect(new Set(TRANSITIONS.map(({ event }) => event)).size).toBe(TRANSITIONS.length);
  });

  it.each(STATUSES.map((status) => [status, transitionsFrom(status).map(({ to }) => to)]))(
    'leads from %s to %j',
    (status, next) => {
      const expected = {
        provisioning: ['ready', 'recovering'],
        ready: ['degraded', 'retired'],
        degraded: ['recovering'],
        recovering: ['ready'],
        retired: [],
      };

      expect(next).toEqual(expected[status]);
    },
  );
});
