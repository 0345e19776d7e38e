import { addedFields } from '../../../../../operations/drift/outside/kubernetes/added-fields';
import { fieldOwners } from '../../../../../operations/drift/outside/kubernetes/field-owners';

const entry = (manager: string, fieldsV1: object, more: object = {}) => ({
  ...{ manager, fieldsV1, time: '2026-11-28T10:00:00Z' },
  ...more,
});
const object = (content: object, ...managedFields: object[]) => ({ ...content, metadata: { managedFields } });
const RELEASE = 'terraform-provider-helm_v3.1.1_x5';
const added = (pinned: object, live: object) =>
  addedFields(pinned, live, fieldOwners(live)).map(({ path }) => path.join('.'));

describe('what somebody added that a manifest does not mention', () => {
  const spec = (...names: string[]) => ({ 'f:spec': Object.fromEntries(names.map((name) => [`f:${name}`, {}])) });

  it('is not what the API server filled in when the release was installed', () => {
    const live = object({ spec: { a: 1, b: 'default' } }, entry(RELEASE, spec('a', 'b')));

    expect(added({ spec: { a: 1 } }, live)).toEqual([]);
  });

  it('is what another one wrote, also over such a default', () => {
    const live = object(
      { spec: { a: 1, b: 'other', c: 0 } },
      entry(RELEASE, spec('a')),
      entry('kubectl', spec('b', 'c')),
    );

    expect(added({ spec: { a: 1 } }, live)).toEqual(['spec.b', 'spec.c']);
  });

  it('is not what both wrote, nor a status, nor what is empty', () => {
    const status = entry('kubelet', spec('d'), { subresource: 'status' });
    const live = object(
      { spec: { b: 1, c: [], d: 2 } },
      entry(RELEASE, spec('b')),
      entry('kubectl', spec('b', 'c')),
      status,
    );

    expect(added({ spec: {} }, live)).toEqual([]);
  });

  it('is found in elements of lists, by their keys, though the manifest leaves defaults out of them', () => {
    const key = 'k:{"port":80,"protocol":"TCP"}';
    const ports = (fields: object) => ({ 'f:spec': { 'f:ports': { [key]: fields } } });
    const live = object(
      { spec: { ports: [{ port: 80, protocol: 'TCP', nodePort: 30080 }] } },
      entry(RELEASE, ports({ 'f:port': {} })),
      entry('kubectl', ports({ 'f:nodePort': {} })),
    );

    expect(added({ spec: { ports: [{ port: 80 }] } }, live)).toEqual(['spec.ports.0.nodePort']);
  });

  it('tells texts, labels and the like one by one', () => {
    const live = object(
      { data: { a: '1', b: '2' } },
      entry(RELEASE, {}),
      entry('kubectl', { 'f:data': { 'f:a': {}, 'f:b': {} } }),
    );

    expect(added({}, live)).toEqual(['data.a', 'data.b']);
  });

  it('goes by whoever made the object where another program has installed it', () => {
    const first = entry('pulumi', spec('a'), { time: '2026-11-01T10:00:00Z' });
    const live = object({ spec: { a: 1, b: 2 } }, entry('kubectl', spec('b')), first);

    expect(added({ spec: {} }, live)).toEqual(['spec.b']);
  });

  it('is nothing where the API server keeps no books', () => {
    expect(added({}, { spec: { a: 1 }, metadata: {} })).toEqual([]);
  });
});
