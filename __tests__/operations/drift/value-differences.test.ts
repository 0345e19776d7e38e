import { type Pair, valueDifferences } from '../../../operations/drift/value-differences';

const SENSITIVE = '(sensitive)';
const differences = (applied: unknown, there: unknown, about: Partial<Pair> = {}) =>
  valueDifferences({
    ...{ applied, there, appliedMarks: undefined, thereMarks: undefined, unknown: undefined },
    ...{ emptyBlocksMatter: false, orderMatters: false },
    ...about,
  });

describe('how values differ', () => {
  it('is not shown where either of them is sensitive', () => {
    for (const marks of [{ appliedMarks: { a: true } }, { thereMarks: { a: true } }]) {
      expect(differences({ a: 'old-secret' }, { a: 'new-secret' }, marks)).toEqual([
        { path: ['a'], before: SENSITIVE, after: SENSITIVE },
      ]);
    }
  });

  it('is not shown either of a value whose name is that of a secret: it says that it differs, and no more', () => {
    expect(differences({ password: 'old' }, { password: 'new' })).toEqual([
      { path: ['password'], before: SENSITIVE, after: SENSITIVE },
    ]);
    expect(differences({ text: 'password: old' }, { text: 'password: new' })).toEqual([
      { path: ['text'], before: SENSITIVE, after: SENSITIVE },
    ]);
  });

  it('is not told where the provider decides, in a part or in all of it', () => {
    expect(differences({ a: 1, b: 1 }, { a: 2, b: 2 }, { unknown: { a: true } })).toEqual([
      { path: ['b'], before: 1, after: 2 },
    ]);
    expect(differences({ a: 1 }, { a: 2 }, { unknown: true })).toEqual([]);
  });

  it('is told of an entry by its identity, wherever it moved to', () => {
    const [web, ssh] = [
      { label: 'web', ports: '443' },
      { label: 'ssh', ports: '22' },
    ];

    expect(differences({ rules: [web, ssh] }, { rules: [ssh, web] })).toEqual([]);
    expect(differences({ rules: [web, ssh] }, { rules: [{ ...ssh, ports: '2222' }, web] })).toEqual([
      { path: ['rules', 0, 'ports'], before: '22', after: '2222' },
    ]);
  });

  it('is told of the order of entries where that is the configuration’s: of rules, the first that matches counts', () => {
    const [web, ssh, dns, mail] = ['web', 'ssh', 'dns', 'mail'].map((label) => ({ label, action: 'ACCEPT' }));
    const told = (there: unknown) =>
      differences({ rules: [web, ssh, dns, mail] }, { rules: there }, { orderMatters: true });
    const more = { label: 'more', action: 'DROP' };

    expect(told([web, dns, ssh, mail])).toEqual([{ path: ['rules'], before: [ssh, dns], after: [dns, ssh] }]);
    expect(told([more, web, ssh, dns, mail])).toEqual([{ path: ['rules', 0], before: undefined, after: more }]);
    expect(told([web, dns, mail])).toEqual([{ path: ['rules', 1], before: ssh, after: undefined }]);
    expect(told([mail, { ...web, action: 'DROP' }, ssh, dns])).toEqual([
      { path: ['rules', 1, 'action'], before: 'ACCEPT', after: 'DROP' },
      {
        path: ['rules'],
        before: [web, ssh, dns, mail],
        after: [mail, { ...web, action: 'DROP' }, ssh, dns],
      },
    ]);
  });

  it('is told of entries without an identity by their place', () => {
    expect(
      differences({ rules: [{ ports: '1' }, { ports: '2' }] }, { rules: [{ ports: '1' }, { ports: '3' }] }),
    ).toEqual([{ path: ['rules', 1, 'ports'], before: '2', after: '3' }]);
  });

  it('counts nothing for nothing, and something for something', () => {
    expect(differences({ a: null, b: '', c: [], d: 0 }, { a: false, b: null, c: null, d: null })).toEqual([]);
    expect(differences({ a: true }, { a: false })).toHaveLength(1);
    expect(differences({ a: 1 }, { a: 0 })).toHaveLength(1);
    expect(differences({ a: 'x' }, { a: null })).toHaveLength(1);
  });

  it('marks what an autoscaler changes, below where it is', () => {
    const pool = (count: number, autoscaler: object[]) => ({ pool: [{ id: 1, count, autoscaler }] });

    expect(differences(pool(1, [{ max: 4 }]), pool(3, [{ max: 4 }]))).toMatchObject([{ autoscaled: true }]);
    expect(differences(pool(1, []), pool(3, []))).toEqual([{ path: ['pool', 0, 'count'], before: 1, after: 3 }]);
  });
});
