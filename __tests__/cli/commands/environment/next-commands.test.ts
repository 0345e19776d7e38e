import { nextOf } from '../../../../cli/commands/environment/next-commands';

describe('what a status asks for next', () => {
  it('is what ends it, where it was retired', () => {
    expect(nextOf('retired', 'staging')).toEqual(['npx lke-platform environment retire staging']);
  });

  it('is a verification, where it recovers, and somebody who may deploy a fix, where it is degraded', () => {
    expect(nextOf('recovering', 'staging')).toEqual([
      'npx lke-platform environment verify staging',
      'npx lke-platform environment transition staging --to ready --reason <text>',
    ]);
    expect(nextOf('degraded', 'staging')).toEqual([
      'npx lke-platform environment repair staging --user <user> --reason <text>',
    ]);
  });

  it('is nothing, where it is ready', () => {
    expect(nextOf('ready', 'staging')).toEqual([]);
  });
});
