import { takeApart, takeApartSince } from '../../../operations/plan-review/nested-objects';

describe('the objects inside a resource', () => {
  const told = (type: string, before: object, after: object, more: object = {}) =>
    takeApart(type, { actions: ['update'], before, after, ...more });
  const inWords = ({ objects }: ReturnType<typeof told>) =>
    objects.map(({ action, kind, name }) => `${action} ${kind} ${name}`);

  describe('the pools of a cluster, which the provider takes by their places', () => {
    const pool = (id: number, label: string, more: object = {}) => ({ id, label, type: 'a', nodes: [id], ...more });
    const pools = (before: object[], after: object[]) => told('linode_lke_cluster', { pool: before }, { pool: after });
    const BASELINE = pool(1, 'system-baseline');
    const GENERAL = pool(2, 'production-general');

    it('are destroyed where they go beyond what is wanted', () => {
      const change = pools([BASELINE, GENERAL], [BASELINE]);

      expect(inWords(change)).toEqual(['destroy node pool production-general (2)']);
      expect(change.attributes).toEqual([]);
    });

    it('are made where more are wanted', () => {
      expect(inWords(pools([BASELINE], [BASELINE, { label: 'new', type: 'a' }]))).toEqual(['create node pool new']);
    });

    it('are replaced for another type or disk encryption, and changed for anything else', () => {
      const [replaced] = pools([BASELINE], [{ ...BASELINE, type: 'b' }]).objects;
      const [changed] = pools([BASELINE], [{ ...BASELINE, count: 3 }]).objects;
      const [encrypted] = pools([BASELINE], [{ ...BASELINE, disk_encryption: 'enabled' }]).objects;

      expect(replaced).toMatchObject({
        action: 'replace',
        reasons: ['type cannot be changed in place'],
        attributes: [{ path: 'type', before: '"a"', after: '"b"' }],
      });
      expect(encrypted).toMatchObject({ action: 'replace' });
      expect(changed).toMatchObject({ action: 'update', attributes: [{ path: 'count' }] });
    });

    it('are each the other after a swap', () => {
      const other = pool(2, 'other', { type: 'b' });

      expect(inWords(pools([BASELINE, other], [other, BASELINE]))).toEqual([
        'replace node pool system-baseline (1)',
        'replace node pool other (2)',
      ]);
    });

    it('move up where one is gone: what is left becomes the first', () => {
      const gone = { id: 0, label: '', type: '' };
      const [change] = pools([gone, GENERAL], [{ ...BASELINE, id: 0 }]).objects;

      expect(change).toMatchObject({
        action: 'update',
        name: 'production-general (2)',
        attributes: [{ path: 'label', before: '"production-general"', after: '"system-baseline"' }],
      });
    });

    it('are themselves by their ids, where the question is what happened since', () => {
      const change = takeApartSince('linode_lke_cluster', {
        actions: ['update'],
        before: { pool: [BASELINE, pool(3, 'gone')] },
        after: { pool: [{ ...BASELINE, count: 2 }, { id: 0 }, GENERAL] },
      });

      expect(inWords(change)).toEqual([
        'update node pool system-baseline (1)',
        'destroy node pool gone (3)',
        'create node pool production-general (2)',
      ]);
    });
  });

  it('come and go one by one: networks of the control-plane ACL', () => {
    const acl = (...ipv4: string[]) => ({ control_plane: [{ acl: [{ addresses: [{ ipv4 }] }] }] });

    expect(inWords(told('linode_lke_cluster', acl('a/32', 'b/32'), acl('c/32', 'b/32')))).toEqual([
      'destroy network of the control-plane ACL a/32',
      'create network of the control-plane ACL c/32',
    ]);
  });

  describe('the rules of a firewall', () => {
    const rule = (label: string, ports = '80') => ({ label, ports });
    const rules = (before: object[], after: object[]) =>
      told('linode_firewall', { inbound: before }, { inbound: after });

    it('are known by their labels, wherever they stand', () => {
      expect(inWords(rules([rule('a'), rule('b'), rule('c')], [rule('new'), rule('a'), rule('c', '81')]))).toEqual([
        'destroy inbound rule b',
        'update inbound rule c',
        'create inbound rule new',
      ]);
    });

    it('tell another order, in which the first match counts', () => {
      expect(rules([rule('a'), rule('b')], [rule('b'), rule('a')]).objects).toMatchObject([
        { name: 'a', attributes: [{ path: 'place', before: '1', after: '2' }] },
        { name: 'b', attributes: [{ path: 'place', before: '2', after: '1' }] },
      ]);
    });

    it('with one label are all told', () => {
      expect(inWords(rules([rule('a')], [rule('a'), rule('a')]))).toEqual(['create inbound rule a (2)']);
    });
  });

  it('are not taken apart where they are sensitive or unknown as a whole', () => {
    const change = told('linode_firewall', { inbound: [] }, {}, { after_unknown: { inbound: true } });

    expect(change).toEqual({
      objects: [],
      attributes: [{ path: 'inbound', before: '[]', after: '(known after apply)' }],
    });
  });
});
