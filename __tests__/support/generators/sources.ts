import * as fc from 'fast-check';
import { CHART_REPOSITORIES, IMAGE_SOURCES, PROVIDER_SOURCES } from '../../../model/entities/sources';
import { type Part } from './setting';
import { address, map, s3Address } from './values';

const each = (keys: object, value: fc.Arbitrary<string>) =>
  map({}, Object.fromEntries(Object.keys(keys).map((key) => [key, value])));

export const sources = map(
  {},
  {
    linodeApi: address,
    objectStorage: s3Address,
    repository: fc.constantFrom('https://git.acme.example/platform.git', 'git@git.acme.example:acme/platform.git'),
    charts: each(
      CHART_REPOSITORIES,
      fc.constantFrom('oci://registry.acme.example/charts', 'https://charts.acme.example'),
    ),
    providers: each(PROVIDER_SOURCES, fc.constantFrom('acme/mirror', 'registry.acme.example:8443/acme/mirror')),
    images: each(
      IMAGE_SOURCES,
      fc.constant(`registry.acme.example:8443/mirror/node:22@sha256:${'0123456789abcdef'.repeat(4)}`),
    ),
  },
) as Part<'sources'>;
