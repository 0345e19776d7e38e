import { draftOf } from '../../model/draft';

describe('the draft of a platform file', () => {
  it('keeps what is right and leaves out what is wrong', () => {
    const draft = draftOf({
      name: 'Acme!',
      cluster: { region: 'nl-ams', tier: 'gold', unknown: 1 },
      environments: {
        production: { nodePools: [{ name: 'general', count: 'three' }, 'nonsense'], domains: ['a.example', 7] },
      },
    });

    expect(draft.name).toBeUndefined();
    expect(draft.cluster).toEqual({ region: 'nl-ams', highAvailability: true });
    expect(draft.environments?.production?.nodePools).toEqual([{ name: 'general', taints: [], labels: {} }, undefined]);
    expect(draft.environments?.production?.domains).toEqual(['a.example', undefined]);
  });

  it('fills in the defaults of what is missing, but not of what is wrong', () => {
    expect(draftOf({ cluster: {} }).cluster?.tier).toBe('standard');
    expect(draftOf({ cluster: { tier: 5 } }).cluster?.tier).toBeUndefined();
  });

  it('keeps keys of maps whose values are wrong, so that references to them hold', () => {
    const { observability } = draftOf({ observability: { alertRoutes: { NodeNotReady: { channel: 5 }, Other: 7 } } });

    expect(Object.keys(observability?.alertRoutes ?? {})).toEqual(['NodeNotReady', 'Other']);
  });

  it.each([[undefined], [null], [[]], ['text'], [7]])('is empty for %j', (data) => {
    expect(draftOf(data)).toEqual({});
  });
});
