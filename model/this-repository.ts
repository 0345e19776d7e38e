import { repository } from '../package.json';

/** Address of this repository. The one place that names it is package.json; a user of a fork changes it there. */
export const THIS_REPOSITORY = repository.url.replace(/^git\+/, '');

/**
 * Where people read a repository in a browser, as the usual hosts have it: the address that git takes, by https and without
 * its ending. A file in it is below `/blob/<branch>/`.
 *
 * @param address an https, ssh, file or git@ address; of a file nobody reads anything in a browser
 * @returns address of this repository, where that one has none
 */
export function webAddressOf(address: string = THIS_REPOSITORY): string {
  const [, host = '', path = ''] =
    /^https:\/\/([^/]+)\/(.+)$/.exec(address) ??
    /^ssh:\/\/(?:[^@/]+@)?([^:/]+)(?::\d+)?\/(.+)$/.exec(address) ??
    /^[^@:/]+@([^:/]+):(.+)$/.exec(address) ??
    [];
  return host === '' ? webAddressOf() : `https://${host}/${path.replace(/(\.git)?\/*$/, '')}`;
}
