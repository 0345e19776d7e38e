import { loadPlatform } from '../../../model/load';
import { MINIMAL } from '../../support/platforms';

const NOW = new Date('2026-11-29T12:00:00Z');

describe('alerts that reach nobody', () => {
  const rulesOf = (text: string, now: Date | undefined = NOW) =>
    loadPlatform(text, { file: 'platform.yaml', ...(now && { now }) }).problems.flatMap(({ rule, severity }) =>
      rule === 'alerts-reach-somebody' ? [severity] : [],
    );

  it.each([
    ['no observability', ''],
    ['nothing of routes', 'observability: { retentionDays: 30 }\n'],
    ['no line of routes', 'observability: { alertRoutes: {} }\n'],
  ])('are told of where the file has %s', (_, more) => {
    expect(rulesOf(MINIMAL + more)).toEqual(['warning']);
  });

  it.each([
    ['a default route', "observability: { defaultRoute: { channel: 'slack:#ops' } }\n"],
    ['a route', "observability: { alertRoutes: { NodeNotReady: { channel: 'slack:#ops' } } }\n"],
    ['a route that is wrong, of which another rule tells', 'observability: { alertRoutes: { NodeNotReady: 5 } }\n'],
  ])('are not, where it has %s', (_, more) => {
    expect(rulesOf(MINIMAL + more)).toEqual([]);
  });

  it('are not of a platform without production', () => {
    expect(rulesOf(MINIMAL.replace('production:', 'development:'))).toEqual([]);
  });

  it('are not told of by each synth', () => {
    expect(loadPlatform(MINIMAL, { file: 'platform.yaml' }).problems).toEqual([]);
  });
});
