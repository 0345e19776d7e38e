import { isOwnManager, whoWrote } from '../../../../operations/drift/who/managed-fields';

const wrote = (manager: string, time: string, fieldsV1: object, more: object = {}) => ({
  manager,
  time,
  fieldsV1,
  ...more,
});
const object = (...managedFields: object[]) => ({ metadata: { managedFields } });
const who = (path: readonly (string | number)[], ...managedFields: object[]) =>
  whoWrote(object(...managedFields), path)?.who;

const HARD = (name: string) => ({ 'f:spec': { 'f:hard': { [`f:${name}`]: {} } } });
const PATH = ['spec', 0, 'hard', 'pods'];

describe('who wrote a field of an object', () => {
  it('is told by the manager of that field, with when', () => {
    const other = wrote('kubectl-label', '2026-11-28T08:00:00Z', { 'f:metadata': { 'f:labels': {} } });

    expect(whoWrote(object(other, wrote('kubectl-edit', '2026-11-28T06:00:00Z', HARD('pods'))), PATH)).toEqual({
      ...{ who: 'kubectl-edit', when: '2026-11-28T06:00:00Z', source: 'managed-fields' },
    });
  });

  it('is whoever wrote the nearest to it, the last of them', () => {
    const beside = wrote('beside', '2026-11-28T09:00:00Z', HARD('requests.cpu'));
    const [former, last] = ['06', '07'].map((hour) => wrote(`at-${hour}`, `2026-11-28T${hour}:00:00Z`, HARD('pods')));

    expect(who(PATH, former!, beside, last!)).toBe('at-07');
    expect(who(PATH, beside)).toBe('beside');
  });

  it('is not told where nobody wrote anything near it: a value that is gone has no writer', () => {
    expect(who(PATH, wrote('somebody', '2026-11-28T06:00:00Z', { 'f:status': {} }))).toBeUndefined();
    expect(who([], wrote('somebody', '2026-11-28T06:00:00Z', {}))).toBe('somebody');
  });

  it.each([
    ['Terraform itself', 'Terraform', {}],
    ['a provider', 'terraform-provider-kubernetes_v2', {}],
    ['helm', 'helm', {}],
    ['who keeps the status', 'kube-controller-manager', { subresource: 'status' }],
    ['who is not named', undefined, {}],
  ])('is not %s', (_, manager, more) => {
    const entry = { ...wrote('x', '2026-11-28T06:00:00Z', HARD('pods'), more), manager };

    expect(who(PATH, entry)).toBeUndefined();
  });

  it('is helmsman, who only begins alike', () => {
    expect(who(PATH, wrote('helmsman', '2026-11-28T06:00:00Z', HARD('pods')))).toBe('helmsman');
    expect(['helm', 'Terraform', 'kubectl', 'helmsman'].map(isOwnManager)).toEqual([true, true, false, false]);
  });

  it('finds an entry of a list by its key, and names as Terraform writes them', () => {
    const fields = { 'f:spec': { 'f:containers': { 'k:{"name":"web"}': { 'f:imagePullPolicy': {} } } } };

    expect(who(['spec', 'container', 'web', 'image_pull_policy'], wrote('jane', '2026-11-28T06:00:00Z', fields))).toBe(
      'jane',
    );
  });

  it('is not known of an object that tells nothing', () => {
    expect(whoWrote(undefined, PATH)).toBeUndefined();
    expect(whoWrote({ metadata: {} }, PATH)).toBeUndefined();
  });
});
