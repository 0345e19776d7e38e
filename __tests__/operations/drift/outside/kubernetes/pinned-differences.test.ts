import { pinnedDifferences } from '../../../../../operations/drift/outside/kubernetes/pinned-differences';

describe('what a manifest pins', () => {
  it('is not what it does not name', () => {
    expect(pinnedDifferences({ spec: { replicas: 1 } }, { spec: { replicas: 1, strategy: {} }, status: {} })).toEqual(
      [],
    );
  });

  it('is each value that it names', () => {
    expect(pinnedDifferences({ spec: { replicas: 1 } }, { spec: { replicas: 3 } })).toEqual([
      { path: ['spec', 'replicas'], action: 'changed', before: 1, after: 3 },
    ]);
    expect(pinnedDifferences({ spec: { type: 'ClusterIP' } }, { spec: {} })).toEqual([
      { path: ['spec', 'type'], action: 'removed', before: 'ClusterIP' },
    ]);
  });

  it.each([
    ['what is empty and left out', { a: '', b: false, c: 0, d: [], e: {}, f: null, g: { h: [] } }, {}],
    [
      'a quantity written otherwise',
      { limits: { cpu: 1, memory: '1024Mi' } },
      { limits: { cpu: '1000m', memory: '1Gi' } },
    ],
    [
      'elements with names in another order',
      { env: [{ name: 'A' }, { name: 'B' }] },
      { env: [{ name: 'B' }, { name: 'A' }] },
    ],
    ['defaults in elements', { ports: [{ port: 80 }] }, { ports: [{ port: 80, protocol: 'TCP' }] }],
  ])('is the same for %s', (_, pinned, live) => {
    expect(pinnedDifferences(pinned, live)).toEqual([]);
  });

  it.each([
    ['a text that only looks like a quantity', { args: ['1000m'] }, { args: ['1'] }],
    ['a token that pods get', { automountServiceAccountToken: false }, {}],
    ['another order of arguments', { args: ['a', 'b'] }, { args: ['b', 'a'] }],
    ['rights that were added', { verbs: ['get'] }, { verbs: ['get', 'create'] }],
    ['a rule that was added', { rules: [{ verbs: ['get'] }] }, { rules: [{ verbs: ['get'] }, { verbs: ['*'] }] }],
  ])('is another for %s', (_, pinned, live) => {
    expect(pinnedDifferences(pinned, live)).toHaveLength(1);
  });

  it('is a list as a whole: what was added to it by name is told by its name', () => {
    const pinned = { containers: [{ name: 'web', image: 'web:1' }] };
    const live = {
      containers: [
        { name: 'web', image: 'web:1' },
        { name: 'miner', image: 'xmrig' },
      ],
    };

    expect(pinnedDifferences(pinned, live)).toEqual([
      { path: ['containers', 'miner'], action: 'added', after: { name: 'miner', image: 'xmrig' } },
    ]);
  });
});
