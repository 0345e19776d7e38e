import { handoffRolesOfSomebody } from '../../../model/rules/handoff-service';
import { brokenPlaces } from '../../support/broken-places';

describe('a role with the hand-off service', () => {
  const places = (role: object, oidc?: object) =>
    brokenPlaces(handoffRolesOfSomebody, {
      handoffService: { ...(oidc && { oidc }), roles: [{ role: 'reader', ...role }] },
    });

  it('is of a group that an identity provider tells, or of a ServiceAccount, which the cluster tells', () => {
    expect(places({ groups: ['team'] }, { issuer: 'https://id.acme.example' })).toEqual([]);
    expect(places({ serviceAccounts: ['ci/robot'] })).toEqual([]);
  });

  it('is of no group where nobody tells who is in it', () => {
    expect(places({ groups: ['team'] })).toEqual(['handoffService.roles.0.groups']);
  });

  it('is of somebody', () => {
    expect(places({ groups: [], serviceAccounts: [] })).toEqual(['handoffService.roles.0']);
  });
});
