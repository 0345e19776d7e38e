import { servedEnvironmentsOf } from '../../../model/derive/served-environments';
import { exampleData, platformOf } from '../../support/platforms';

type Changes = Readonly<Record<string, object>>;

function served(changes: Changes, address = 'https://handoff.ops.acme.example'): unknown {
  const { environments, handoffService, ...others } = exampleData() as {
    environments: Changes;
    handoffService: object;
  };
  const changed = Object.entries(environments).map(([name, it]) => [name, { ...it, ...changes[name] }]);
  const platform = platformOf({
    ...others,
    environments: Object.fromEntries(changed) as Changes,
    handoffService: { ...handoffService, address },
  });
  return Object.fromEntries(servedEnvironmentsOf(platform).map(({ name, ...rest }) => [name, rest]));
}

const WITH_HANDOFF = { namespaces: ['handoff'], hosts: ['handoff.ops.acme.example'] };

describe('the environments that the Gateway serves', () => {
  it('are those of the file, the one whose domain has the hand-off service with the way to it', () => {
    expect(served({})).toEqual({
      system: { namespace: 'env-system', domains: ['ops.acme.example'], ...WITH_HANDOFF },
      development: { namespace: 'env-development', domains: ['dev.acme.example'] },
      staging: { namespace: 'env-staging', domains: ['staging.acme.example'] },
      production: { namespace: 'env-production', domains: ['shop.acme.example'] },
    });
  });

  it('are served by the deepest domain that the hand-off service lies under', () => {
    const production = { domains: ['acme.example'], handoff: { ingressBaseDomain: 'acme.example' } };

    expect(served({ production })).toMatchObject({ system: WITH_HANDOFF, production: { domains: ['acme.example'] } });
    expect(served({ production })).not.toHaveProperty('production.hosts');
    expect(served({ production }, 'https://handoff.acme.example/page')).toMatchObject({
      production: { namespaces: ['handoff'], hosts: ['handoff.acme.example'] },
    });
  });

  it('have no way to a hand-off service that is reached elsewhere', () => {
    expect(JSON.stringify(served({}, 'https://handoff.example.com'))).not.toContain('hosts');
  });
});
