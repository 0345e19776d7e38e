import { placesOf } from '../../../operations/bootstrap/places';

describe('the places where bootstrap keeps what is private', () => {
  it('are in the home folder', () => {
    expect(placesOf('acme', { HOME: '/home/jane' })).toEqual({
      variables: '/home/jane/.config/lke-platform/acme.env',
      identity: '/home/jane/.config/lke-platform/acme.age-identity',
      work: '/home/jane/.local/state/lke-platform/acme',
    });
  });

  it('are where XDG_CONFIG_HOME and XDG_STATE_HOME say', () => {
    const environment = { HOME: '/home/jane', XDG_CONFIG_HOME: '/c', XDG_STATE_HOME: '/s' };

    expect(placesOf('acme', environment)).toMatchObject({
      variables: '/c/lke-platform/acme.env',
      work: '/s/lke-platform/acme',
    });
  });

  it('are not moved by relative paths, as the specification says', () => {
    const environment = { HOME: '/home/jane', XDG_CONFIG_HOME: 'c', XDG_STATE_HOME: '' };

    expect(placesOf('acme', environment)).toEqual(placesOf('acme', { HOME: '/home/jane' }));
  });
});
