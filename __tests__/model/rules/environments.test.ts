import {
  MAX_ANNOTATION_BYTES,
  annotationBytes,
  namespaceAnnotations,
} from '../../../model/derive/namespace-annotations';
import { annotationsFit } from '../../../model/rules/environments';
import { brokenPlaces } from '../../support/broken-places';

describe('what is written onto a namespace', () => {
  /** Owners whose annotations have so many bytes. */
  const owners = (bytes: number) => {
    const key = annotationBytes(namespaceAnnotations({ owners: [], domains: [], waivers: [] }));
    return ['o'.repeat(bytes - key)];
  };
  const places = (environment: object, platform: object = {}) =>
    brokenPlaces(annotationsFit, { ...platform, environments: { production: environment } });

  it('fits up to the byte that Kubernetes takes', () => {
    expect(places({ owners: owners(MAX_ANNOTATION_BYTES) })).toEqual([]);
    expect(places({ owners: owners(MAX_ANNOTATION_BYTES + 1) })).toEqual(['environments.production.owners']);
  });

  it('is too much where the larger part of it stands: owners of the platform, of the environment, or its domains', () => {
    const many = owners(MAX_ANNOTATION_BYTES + 1);

    expect(places({}, { owners: many })).toEqual(['owners']);
    expect(places({ domains: many }, { owners: ['a@acme.example'] })).toEqual(['environments.production.domains']);
  });
});
