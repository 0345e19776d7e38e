import { CHART_REPOSITORIES, IMAGE_SOURCES, PROVIDER_SOURCES } from '../../model/entities/sources';
import { SOURCE_VARIABLES } from '../../model/overrides';
import { THIS_REPOSITORY } from '../../model/this-repository';
import { exampleData, platformOf } from '../support/platforms';
import { synthesize } from '../support/synthesize';

/** What takes the place of an override that is not given, as it stands in the stacks. */
const USUAL: Readonly<Record<string, string>> = {
  objectStorage: 'nl-ams-1.linodeobjects.com',
  repository: `"${THIS_REPOSITORY}"`,
  ...Object.fromEntries(Object.entries(CHART_REPOSITORIES).map(([name, address]) => [`charts.${name}`, address])),
  ...Object.fromEntries(Object.entries(PROVIDER_SOURCES).map(([name, source]) => [`providers.${name}`, `"${source}"`])),
  ...Object.fromEntries(Object.entries(IMAGE_SOURCES).map(([name, image]) => [`images.${name}`, image])),
};

const ALL = ['state', 'cluster', 'system', 'development', 'staging', 'production'];
const [API, STORE, MIRROR] = ['https://api.acme.example:9000', 's3.acme.example:8443', 'registry.acme.example/acme/it'];

/** Where an override has to arrive: how often in which stacks. */
const EXPECTED: Readonly<Record<string, { value: string; text?: string; stacks: readonly string[] }>> = {
  // The provider's address, and the credential command of kubernetes and helm.
  linodeApi: { value: API, stacks: ALL },
  objectStorage: { value: `https://${STORE}`, text: STORE, stacks: ALL },
  'providers.linode': { value: MIRROR, stacks: ALL },
  'providers.kubernetes': { value: MIRROR, stacks: ['system', 'development', 'staging', 'production'] },
  'providers.helm': { value: MIRROR, stacks: ['system'] },
  'images.node': { value: `registry.acme.example/node@sha256:${'0'.repeat(64)}`, stacks: ['system'] },
};
/** A platform that uses every source. */
const withArgoCd = () => ({
  ...exampleData(),
  argoCd: { enabled: true },
  applications: [
    { name: 'trial', sourceRepo: 'infra/helm/sample-service', destinationNamespace: 'env-development', syncPolicy: {} },
  ],
});
const CHART: (typeof EXPECTED)[string] = { value: 'https://charts.acme.example/it', stacks: ['system'] };

describe.each(SOURCE_VARIABLES.map(({ variable, path }) => ({ variable, name: path.join('.'), path })))(
  'the override $name',
  ({ variable, name, path }) => {
    const { value, text = value, stacks } = EXPECTED[name] ?? CHART;
    const byVariable = synthesize(platformOf(withArgoCd(), { [variable]: value })).stacks;
    const inFile = path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
    const byFile = synthesize(platformOf({ ...withArgoCd(), sources: inFile })).stacks;

    it('reaches every stack that uses it, by the variable and by the file alike', () => {
      const reached = Object.entries(byVariable).filter(([, json]) => JSON.stringify(json).includes(text));

      expect(reached.map(([stack]) => stack).sort()).toEqual([...stacks].sort());
      expect(byFile).toEqual(byVariable);
    });

    it('leaves nothing of what it takes the place of', () => {
      const usual = USUAL[name] ?? 'api.linode.com';

      for (const json of Object.values(byVariable)) expect(JSON.stringify(json)).not.toContain(usual);
    });
  },
);

it('the address of the Linode API reaches the provider and the credential command', () => {
  const { system } = synthesize(platformOf(exampleData(), { LKE_PLATFORM_LINODE_API: API })).stacks;

  expect(system?.provider.linode?.map(({ url }) => url)).toEqual([API, API]);
  expect(JSON.stringify([system?.provider.kubernetes, system?.provider.helm]).split(API)).toHaveLength(3);
});

it('the address of the object storage reaches backends, states that are read, buckets and what writes to them', () => {
  const { system, state } = synthesize(
    platformOf(exampleData(), { LKE_PLATFORM_OBJECT_STORAGE: `https://${STORE}` }),
  ).stacks;
  const buckets = {
    ...state?.resource?.linode_object_storage_bucket,
    ...system?.resource?.linode_object_storage_bucket,
  };

  expect(Object.values(buckets).map(({ s3_endpoint: host }) => host)).toEqual(Array(6).fill(STORE));
  expect(state?.terraform.backend.s3).toMatchObject({ endpoints: { s3: `https://${STORE}` } });
});
