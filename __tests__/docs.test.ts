import { globSync } from 'fast-glob';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { schedulingOf } from '../model/derive/node-pool';
import { scripts } from '../package.json';
import { isThere } from './support/markdown';
import { newProgram } from './support/program';

const root = join(__dirname, '..');
const pages = globSync('**/*.md', {
  cwd: root,
  ignore: ['**/node_modules/**', 'cdktf.out/**', 'coverage/**'],
  // The folder `secrets` of a chart is one that stands elsewhere.
  followSymbolicLinks: false,
}).sort();
const read = (page: string) => readFileSync(join(root, page), 'utf8');

/** What the group of a pattern finds in a page, without repetition. */
const found = (page: string, pattern: RegExp) => [
  ...new Set(Array.from(read(page).matchAll(pattern), ([, it]) => it!)),
];

const program = newProgram();

/** Commands that `--help` shows; the others are called by scripts. */
const commands = program.createHelp().visibleCommands(program);

function leadsSomewhere(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  return isThere(anchor === undefined ? target : `${target}#${anchor}`);
}

describe.each(pages)('%s', (page) => {
  it('has links that lead somewhere', () => {
    const links = found(page, /\]\(([^)\s]+)\)/g).filter((link) => !/^(https?|mailto):/.test(link));

    expect(links.filter((link) => !leadsSomewhere(page, link))).toEqual([]);
  });

  it('names scripts of package.json', () => {
    const names = found(page, /npm run ([a-z:-]+)(?![a-z:-]* -w)/g);

    expect(names.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('names commands that there are', () => {
    const names = found(page, /npx lke-platform ([a-z][a-z-]*)/g);

    expect(names.filter((name) => !commands.some((command) => command.name() === name))).toEqual([]);
  });
});

describe('the documents', () => {
  const guides = ['docs/cli.md', 'docs/deploy.md', 'docs/guides/adopt.md', 'docs/guides/bootstrap.md'].map(read).join();

  it.each(Object.keys(scripts))('say what `npm run %s` does', (script) => {
    const names = [`npm run ${script}\``, `npm ${script}\``, `npm run ${script} `];

    expect(names.some((name) => read('CONTRIBUTING.md').includes(name))).toBe(true);
  });

  it.each(commands.flatMap((command) => command.options.map(({ long }) => [command.name(), long!] as const)))(
    'explain `%s %s`',
    (_, option) => {
      expect(guides).toContain(option);
    },
  );

  it('list every decision', () => {
    const decisions = globSync('*.md', { cwd: join(root, 'docs/adr'), ignore: ['README.md'] }).sort();

    expect(found('docs/adr/README.md', /\]\(([^)]+)\)/g)).toEqual(decisions);
  });
});

describe('the page on where pods run', () => {
  it('shows the lines that the charts of an environment get', () => {
    const [lines] = found('docs/guides/placement.md', /```yaml\n([^]*?)```/g);

    expect(parse(lines ?? '')).toEqual(schedulingOf('production'));
  });
});
