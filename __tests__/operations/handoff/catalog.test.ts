import {
  apiEntityV1alpha1Validator,
  DefaultNamespaceEntityPolicy,
  EntityPolicies,
  FieldFormatEntityPolicy,
  type KindValidator,
  NoForeignRootFieldsEntityPolicy,
  resourceEntityV1alpha1Validator,
  SchemaValidEntityPolicy,
} from '@backstage/catalog-model';
import type { ContractTerms } from '../../../model/handoff/contract';
import { termsOfContract } from '../../../model/handoff/terms';
import { catalogOf, type CatalogEntity } from '../../../operations/handoff/catalog';
import { examplePlatform } from '../../support/platforms';

const VALIDATORS: Readonly<Record<CatalogEntity['kind'], KindValidator>> = {
  Resource: resourceEntityV1alpha1Validator,
  API: apiEntityV1alpha1Validator,
};

/** What Backstage checks of an entity that it takes in. */
const policies = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new DefaultNamespaceEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);

const terms = termsOfContract(examplePlatform(), { name: 'production' });
const entitiesWith = (openapi: string | undefined, changes: Partial<ContractTerms> = {}) => {
  if (!terms) throw new Error('the example hands production off');
  const published = { contract: { ...terms, ...changes, namespace_uid: 'uid' }, version: 7, hash: 'ab'.repeat(32) };
  return catalogOf(published, { owner: 'group:default/platform', openapi });
};

describe('a contract in the catalog of Backstage', () => {
  it('is a Resource and an API that Backstage takes', async () => {
    const entities = entitiesWith('https://handoff.ops.acme.example/openapi.yaml');

    expect(entities.map(({ kind }) => kind)).toEqual(['Resource', 'API']);
    for (const entity of entities) {
      // What $text names is put in its place before an entity is checked.
      const resolved = { ...entity, spec: { ...entity.spec, ...(entity.kind === 'API' && { definition: 'openapi' }) } };
      await expect(policies.enforce(resolved as never)).resolves.toBeDefined();
      await expect(VALIDATORS[entity.kind].check(resolved as never)).resolves.toBe(true);
    }
  });

  it('is taken by Backstage with the longest name that a platform has', async () => {
    const [resource] = entitiesWith(undefined, { platform: 'a'.repeat(24), environment: 'development' });

    await expect(policies.enforce(resource as never)).resolves.toMatchObject({
      metadata: { name: `${'a'.repeat(24)}-development` },
    });
  });

  it('is a Resource alone without the service', () => {
    expect(entitiesWith(undefined).map(({ kind, spec }) => [kind, spec.dependsOn])).toEqual([['Resource', undefined]]);
  });
});
