import * as fc from 'fast-check';
import { type Part, type Setting } from './setting';
import { map, name } from './values';

/** State with an endpoint: that of the region where it has one, else one that is named. */
export function state({ region, catalogue }: Setting): Part<'state'> {
  const others = { bucketPrefix: name(50), versioning: fc.boolean() };
  const stored = [...catalogue.regions].filter(([, { objectStorage }]) => objectStorage.length > 0);
  const elsewhere = fc
    .constantFrom(...stored)
    .chain(([id, { objectStorage }]) =>
      map(
        { region: fc.constant(id) },
        { ...others, endpointHost: fc.constantFrom(...objectStorage.map(({ host }) => host)) },
      ),
    );
  const hosts = (catalogue.regions.get(region)?.objectStorage ?? []).map(({ host }) => host);
  const here =
    hosts.length > 0
      ? map({}, { ...others, endpointHost: fc.constantFrom(...hosts) })
      : map({ endpointHost: fc.constant('s3.acme.example') }, others);
  return fc.oneof(elsewhere, here);
}
