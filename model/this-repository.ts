import { repository } from '../package.json';

/** Address of this repository. The one place that names it is package.json; a user of a fork changes it there. */
export const THIS_REPOSITORY = repository.url.replace(/^git\+/, '');
