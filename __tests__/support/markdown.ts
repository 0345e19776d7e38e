import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/** Anchors of the headings of a page, as GitHub makes them. */
const anchorsOf = (page: string) =>
  [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );

/** Whether there is a file or folder of the repository, and the heading that stands behind a `#`. */
export function isThere(place: string): boolean {
  const [path = '', anchor] = place.split('#');
  const file = join(root, path);
  if (!existsSync(file)) return false;
  return anchor === undefined || statSync(file).isDirectory() || anchorsOf(readFileSync(file, 'utf8')).includes(anchor);
}
