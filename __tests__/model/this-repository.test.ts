import { repository } from '../../package.json';
import { webAddressOf } from '../../model/this-repository';

describe('where people read a repository', () => {
  it.each([
    ['https://git.acme.example/team/platform.git', 'https://git.acme.example/team/platform'],
    ['https://git.acme.example/team/platform', 'https://git.acme.example/team/platform'],
    ['https://git.acme.example:8443/platform.git/', 'https://git.acme.example:8443/platform'],
    ['ssh://git@git.acme.example:2222/team/platform.git', 'https://git.acme.example/team/platform'],
    ['git@git.acme.example:team/platform.git', 'https://git.acme.example/team/platform'],
  ])('is, of %s, %s', (address, web) => {
    expect(webAddressOf(address)).toBe(web);
  });

  it.each([undefined, 'file:///srv/platform.git'])('is the address of this repository for %s', (address) => {
    expect(webAddressOf(address)).toBe(repository.url.replace(/^git\+|\.git$/g, ''));
  });
});
