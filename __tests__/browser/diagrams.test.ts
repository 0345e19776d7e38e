import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type * as Diagrams from '../../publish/diagram/diagrams';
import { flowchart, label } from '../../publish/diagram/mermaid';
import { browserSuite } from '../support/browser/chromium';
import { bundled } from '../support/browser/bundled';
import { blocksOf, PAGES } from '../support/docs/blocks';
import { exampleData, MINIMAL, platformOf } from '../support/platforms';

/** The file that browsers load, with all that it needs. */
const MERMAID = join(require.resolve('mermaid/package.json'), '../dist/mermaid.min.js');

const inDocs = PAGES.flatMap((page) => blocksOf(page)).filter(({ language }) => language === 'mermaid');

interface Drawn {
  readonly texts: readonly string[];
  readonly width: number;
  readonly elements: readonly string[];
}

browserSuite('diagrams', (browser) => {
  let page: Page;
  const requests: string[] = [];
  beforeAll(async () => {
    page = await browser().newPage();
    page.on('request', (request) => requests.push(request.url()));
    await page.setContent('<main></main>');
    await page.addScriptTag({ path: MERMAID });
    await page.evaluate('mermaid.initialize({ startOnLoad: false, securityLevel: "strict" })');
  });
  afterAll(() => page.close());

  /** @throws {Error} of Mermaid, when the text is not in its language */
  const drawn = (text: string): Promise<Drawn> =>
    page.evaluate<Drawn>(`(async () => {
      const main = document.querySelector('main');
      main.innerHTML = (await mermaid.render('drawn', ${JSON.stringify(text)})).svg;
      const svg = main.querySelector('svg');
      return {
        texts: [...svg.querySelectorAll('.nodeLabel, .edgeLabel, .cluster-label')].map((it) => it.textContent.trim()).filter(Boolean),
        width: svg.getBoundingClientRect().width,
        elements: [...new Set([...svg.querySelectorAll('*')].map((it) => it.tagName.toLowerCase()))],
      };
    })()`);

  it('are found in the documents', () => {
    expect(inDocs.map(({ page: name }) => name)).toEqual(expect.arrayContaining(['README.md', 'docs/concepts.md']));
  });

  it.each(inDocs.map(({ place, text }) => [place, text]))('are drawn with their texts: %s', async (_, text) => {
    const { texts, width } = await drawn(text);

    expect(texts.length).toBeGreaterThan(2);
    expect(width).toBeGreaterThan(100);
  });

  it.each([
    ['the smallest platform', MINIMAL],
    ['a platform with Argo CD', { ...exampleData(), argoCd: { enabled: true } }],
  ])('are drawn of %s', async (_, data) => {
    const { diagramOf, VIEW_NAMES } = bundled<typeof Diagrams>('publish/diagram/diagrams.ts');
    for (const view of VIEW_NAMES)
      expect((await drawn(diagramOf(platformOf(data), view).mermaid)).texts.length).toBeGreaterThan(2);
  });

  it.each([
    'end',
    '"] --> x["',
    '<img src=x onerror="document.title=1"><b>bold</b>',
    '`**Markdown**` and # and #35; and &amp;',
    '%% a comment',
    'style x fill:#f00; classDef y:#fff;',
    'click x href "javascript:document.title=1"',
    '漢字 😀 Ü',
    '  - [ ] ::: ||{}()<>;',
  ])('show a text of somebody else as it is: %s', async (text) => {
    const chart = flowchart({
      about: 'Texts.',
      boxes: [
        { id: 'box/a', lines: [text] },
        { id: 'box/b', lines: [text], shape: 'store' },
      ],
      groups: [{ id: 'group/g', title: text, boxes: [{ id: 'box/c', lines: [text], shape: 'outside' }] }],
      arrows: [{ from: 'box/a', to: 'box/c', label: text }],
    });
    const shown = text.replace(/\s+/g, ' ').trim();
    const { texts, elements } = await drawn(chart);

    expect(new Set(texts)).toEqual(new Set([shown]));
    // Two boxes, a box in a group, the group and the arrow.
    expect(texts.length).toBeGreaterThanOrEqual(5);
    expect(elements.filter((it) => ['img', 'b', 'strong', 'a', 'script'].includes(it))).toEqual([]);
  });

  it('fail where the language is broken', async () => {
    await expect(drawn(`flowchart LR\n  a["${label('fine')}"] --> ["`)).rejects.toThrow(/Parse error|Lexical error/);
  });

  it('ask nobody for anything', async () => {
    expect(requests).toEqual([]);
    expect(await page.title()).toBe('');
  });
});
