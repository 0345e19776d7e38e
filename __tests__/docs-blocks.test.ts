import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPlatform } from '../model/load';
import { ALL_PAGES, blocksOf, codeIn, GENERATED, PAGES, type Block } from './support/docs/blocks';
import { commandsIn, mentions, typedLines } from './support/docs/commands';
import { changedAt, mergedInto } from './support/docs/excerpt';
import { parseMark, type Mark } from './support/docs/mark';
import { exampleFolder, runBlock } from './support/docs/run-block';
import { wrongCommandsIn } from './support/docs/options';
import { runCommandLine } from './support/command';

const ROOT = join(__dirname, '..');
const blocks = PAGES.flatMap((page) => blocksOf(page));
const marked = blocks.flatMap((block) => {
  try {
    return [{ block, mark: parseMark(block.place, block.mark) }];
  } catch {
    return [];
  }
});

/** Blocks with a kind of mark, for `it.each`. */
const having = <K extends Mark['kind']>(...kinds: K[]) =>
  marked.flatMap(({ block, mark }) =>
    kinds.some((kind) => kind === mark.kind)
      ? [[block.place, block, mark as Extract<Mark, { kind: K }>] as [string, Block, Extract<Mark, { kind: K }>]]
      : [],
  );

describe('every block of code in the documents', () => {
  it('is found', () => {
    expect(blocks.length).toBeGreaterThan(100);
  });

  it('says how it is held to the truth', () => {
    const problems = blocks.flatMap(({ place, mark }) => {
      try {
        parseMark(place, mark);
        return [];
      } catch (error) {
        return [(error as Error).message];
      }
    });

    expect(problems).toEqual([]);
  });

  it.each(having('rendered'))('is a picture where it says that it is rendered: %s', (_, { language }) => {
    expect(language).toBe('mermaid');
  });
});

describe('blocks that are run', () => {
  const before = process.cwd();
  afterEach(() => {
    process.chdir(before);
  });

  it.each(having('run'))('work: %s', async (_, block) => {
    process.chdir(exampleFolder());

    await runBlock(block);
  });

  it.each(having('merged'))('are part of a platform file that is right: %s', (_, { text }, { file }) => {
    const { problems } = loadPlatform(JSON.stringify(mergedInto(file, text)), { file, environment: {} });

    expect(problems.map(({ path, what }) => `${path}: ${what}`)).toEqual([]);
  });

  it.each(having('said'))('show what the command says: %s', async (_, { text, language }, { file, path, value }) => {
    process.chdir(exampleFolder());
    writeFileSync('platform.yaml', changedAt(file, path, value));
    const { exitCode, stdout, stderr } = await runCommandLine(['validate', ...(language === 'json' ? ['--json'] : [])]);
    expect(exitCode).toBe(1);

    if (language === 'json') expect(JSON.parse(text)).toEqual(JSON.parse(stdout));
    // What a line leaves out ends it with an ellipsis.
    else for (const line of text.split('\n')) expect(stderr).toContain(line.replace(/…\}?\]?$/, ''));
  });
});

describe('blocks that tests have', () => {
  it.each(having('read by'))('are read by the test they name: %s', (_, { page }, { tests }) => {
    for (const test of tests) expect(readFileSync(join(ROOT, test), 'utf8')).toContain(page);
  });

  it.each(having('stand-ins'))('are run on stand-ins by the tests they name: %s', (_, block, { tests }) => {
    expect(tests.filter((test) => !existsSync(join(ROOT, test)))).toEqual([]);
    const texts = tests.map((test) => readFileSync(join(ROOT, test), 'utf8'));
    const commands = commandsIn(typedLines(block).join('\n'));

    expect(commands.filter((command) => !texts.some((text) => mentions(text, command)))).toEqual([]);
  });
});

describe('every command of ours in the documents', () => {
  it.each(ALL_PAGES.filter((page) => page !== 'CHANGELOG.md'))('exists with each of its options: %s', (page) => {
    const typed = blocksOf(page).flatMap((block) => typedLines(block).map((code) => ({ place: block.place, code })));

    expect(
      [...typed, ...codeIn(page)].flatMap(({ place, code }) => wrongCommandsIn(code).map((it) => `${place}: ${it}`)),
    ).toEqual([]);
  });

  it.each<[string, string[]]>([
    ['npx lke-platform handoff show production --as catalog --json', []],
    ['source x && npx lke-platform plan -h > file --no-such', []],
    ['npx lke-platform drift detect --as=x --html f', ['lke-platform drift detect has no option --as']],
    ['pass x | npx lke-platform secrets put a', ['there is no command lke-platform secrets put']],
    ['npx lke-platform synth; npx lke-platform plan --al', ['lke-platform plan has no option --al']],
    ['$(npx lke-platform aply)', ['there is no command lke-platform aply']],
  ])('is judged by the command line itself: %s', (line, problems) => {
    expect(wrongCommandsIn(line)).toEqual(problems);
  });
});

describe('the way blocks are found', () => {
  it.each([
    ['behind other signs', '~~~sh\nnpm ci\n~~~', 'npm ci'],
    ['with more signs, and those of another block in it', '````md\n```sh\nnpm ci\n```\n````', '```sh\nnpm ci\n```'],
    ['with more than a language', '```yaml title="a.yaml"\na: 1\n```', 'a: 1'],
    ['in a quote', '> ```sh\n> npm ci\n> ```', 'npm ci'],
    ['in an item of a list', '- ```sh\n  npm ci\n  ```', 'npm ci'],
    [
      'in an item of a list in a quote',
      '> 1. do this:\n>\n>    ```sh\n>    npm ci\n>      here\n>    ```',
      'npm ci\n  here',
    ],
  ])('finds one %s', (_, block, text) => {
    const [found, ...more] = blocksOf('a.md', `# A\n\n${block}\n\nEnd.\n`);

    expect([found?.text, found?.mark, more]).toEqual([text, undefined, []]);
  });

  it('finds the mark of one in a quote', () => {
    expect(blocksOf('a.md', '> <!-- run -->\n>\n> ```sh\n> npm ci\n> ```\n')[0]?.mark).toBe('run');
  });

  it('passes over pages that are generated and have tests of their own', () => {
    for (const test of Object.values(GENERATED)) expect(existsSync(join(ROOT, test))).toBe(true);
  });

  const page = (mark: string) => blocksOf('a.md', `# A\n\n${mark}\n\n\`\`\`sh\nnpm ci\n\`\`\`\n`)[0]!;

  it.each([
    ['', /a\.md:5 has no mark/],
    ['Some words.', /a\.md:5 has no mark/],
    ['<!-- checked -->', /unknown mark "checked"/],
    ['<!-- not run: no -->', /unknown mark/],
  ])('refuses a block with %j before it', (mark, message) => {
    const { place, mark: found } = page(mark);

    expect(() => parseMark(place, found)).toThrow(message);
  });

  it('refuses to pass over what it cannot run', async () => {
    const block = { ...page('<!-- run -->'), text: 'curl https://acme.example' };

    await expect(runBlock(block)).rejects.toThrow('"curl https://acme.example" is not run here');
  });

  it('finds commands in lines that go on and behind pipes', () => {
    const text =
      '$ pass show x | npx lke-platform secrets set production y\n$ npx lke-platform import --cluster a \\\n    --pool b';

    expect(commandsIn(typedLines({ language: 'console', text }).join('\n'))).toEqual(['secrets set', 'import']);
  });

  it('knows a test that has the command from one that does not', () => {
    expect(mentions("run('access', 'grant')", 'access grant')).toBe(true);
    expect(mentions("describe('access'); run('revoke')", 'access grant')).toBe(false);
  });
});
