import { readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { browserSuite } from '../support/browser/chromium';
import { type Look, lookedAt, overflow, violations } from '../support/browser/looked-at';
import { servedWorld, type ServedWorld } from '../support/handoff/served';
import type { PersonName } from '../support/handoff/service';
import { until } from '../support/until';

const ROOT = join(__dirname, '../..');
const IMAGES = 'docs/images';
const MARKUP = `<img src="https://evil.example/x.png" onerror="document.title=1"><script>document.title=1</script>`;
const REASON = 'a release, and no markup: ';

/** Puts into a page what an attacker would: another base, looks, images, frames, forms and scripts. */
const SLIPPED = `(() => {
  document.head.insertAdjacentHTML(
    'afterbegin',
    '<base href="https://evil.example/"><style>body { opacity: 0.5 }</style>',
  );
  document.body.insertAdjacentHTML(
    'beforeend',
    '<img src="/x.png" onerror="document.title = 1"><iframe src="/"></iframe><object data="/"></object>' +
      '<svg onload="document.title = 1"></svg><form id="away" action="https://evil.example/" method="post"></form>' +
      '<a id="run" href="javascript:void(document.title = 1)">run</a>',
  );
})()`;

/** The browser tells what it has refused in its own time: some of it after what it was asked next. */
const complained = (complaints: readonly string[], of: string) =>
  until(() => Promise.resolve(complaints.some((text) => text.includes(of))));

browserSuite('the page of the hand-off service', (browser) => {
  let served: ServedWorld;
  beforeAll(async () => {
    served = await servedWorld();
  });
  afterAll(() => served.stop());

  /** Somebody's own browser. What it asks for elsewhere than here and at the provider is told, and not reached. */
  async function withBrowser<T>(work: (page: Page, strange: readonly string[], context: BrowserContext) => Promise<T>) {
    const context = await browser().newContext({ viewport: { width: 1280, height: 800 } });
    const strange: string[] = [];
    await context.route('**/*', (route, request) => {
      const { origin } = new URL(request.url());
      if (origin === served.address || origin === served.issuer) return route.continue();
      const from = request.frame().url();
      // The page of the provider is not ours.
      if (from.startsWith(served.address)) strange.push(`${from} asks ${request.url()}`);
      return route.abort();
    });
    try {
      return await work(await context.newPage(), strange, context);
    } finally {
      await context.close();
    }
  }

  /** Goes on with Tab to what has a name, as somebody without a mouse does. */
  async function tabTo(page: Page, name: string | RegExp): Promise<void> {
    for (let stops = 0; stops < 80; stops += 1) {
      await page.keyboard.press('Tab');
      const there = await page.evaluate<string>(
        `(() => { const it = document.activeElement; return (it.labels?.[0] ?? it).textContent.trim(); })()`,
      );
      if (typeof name === 'string' ? there === name : name.test(there)) return;
    }
    throw new Error(`Tab does not lead to ${String(name)}`);
  }
  const press = async (page: Page, key = 'Enter') => {
    await Promise.all([page.waitForEvent('load'), page.keyboard.press(key)]);
  };

  async function signIn(page: Page, path: string, who: 'kim' | 'ada') {
    await page.goto(`${served.address}${path}`);
    await tabTo(page, 'Sign in');
    await press(page);
    // The provider puts the cursor into its first field.
    await page.locator('input:focus').waitFor();
    await page.keyboard.type(who);
    await page.keyboard.press('Tab');
    await page.keyboard.type('any');
    await Promise.all([page.waitForURL(`${served.address}${path}`), page.keyboard.press('Enter')]);
  }

  it('leads from a request through an approval to a kubeconfig, by the keyboard alone', async () => {
    await withBrowser(async (kim, ofKim) => {
      await signIn(kim, '/', 'kim');
      await tabTo(kim, 'production');
      await press(kim);
      await tabTo(kim, 'Role');
      await kim.keyboard.type('app-team');
      await tabTo(kim, 'Reason');
      await kim.keyboard.type(`${REASON}${MARKUP}`);
      await tabTo(kim, 'Ask for access');
      await press(kim);
      const [, request = ''] = /#request-([0-9a-f]{10})$/.exec(kim.url()) ?? [];
      expect(await kim.locator(':target').innerText()).toBe('app-team for kim@acme.example');

      await withBrowser(async (ada, ofAda) => {
        await signIn(ada, '/environments/production', 'ada');
        expect(await ada.innerText('main')).toContain(MARKUP);
        await tabTo(ada, `Why you approve ${request}`);
        await ada.keyboard.type('agreed');
        await press(ada);
        expect(await ada.locator('article').first().innerText()).toMatch(/^[^]*approved[^]*Approved by/);
        expect(ofAda).toEqual([]);
      });

      await kim.reload();
      await tabTo(kim, 'Get the kubeconfig');
      await press(kim);
      await tabTo(kim, 'Download the kubeconfig');
      const [download] = await Promise.all([kim.waitForEvent('download'), kim.keyboard.press('Enter')]);
      expect(download.suggestedFilename()).toBe('kubeconfig.yaml');
      expect(await readFile(await download.path(), 'utf8')).toBe(`kubeconfig of ${request}\n`);

      // Somebody else has seen the address.
      expect((await fetch(download.url())).status).toBe(410);
      await tabTo(kim, 'Back to production');
      await press(kim);
      expect(await kim.getByRole('alert').innerText()).toContain('was tried again');
      expect(await kim.title()).toBe('production · acme');
      expect(ofKim).toEqual([]);
    });
  });

  describe('as it is read', () => {
    let pages: Readonly<Record<string, { path: string; who?: PersonName }>>;
    beforeAll(async () => {
      pages = {
        'the way in': { path: '/' },
        'the environments': { path: '/', who: 'ada' },
        'an environment': { path: '/environments/production', who: 'ada' },
        'what is not there': { path: '/nowhere', who: 'ada' },
        'what is not allowed': { path: '/environments/staging', who: 'kim' },
      };
      await served.askFor('bob', `${'long'.repeat(100)}${MARKUP}`);
    });
    const NAMES = ['the way in', 'the environments', 'an environment', 'what is not there', 'what is not allowed'];
    const look = async <T>(name: string, how: Look, what: Parameters<typeof lookedAt<T>>[3]) => {
      const { path, who } = pages[name] ?? { path: '/' };
      const cookie = who && (await served.cookieOf(who));
      return lookedAt(browser(), `${served.address}${path}`, { ...how, cookie }, what);
    };

    it.each(NAMES)('%s can be read by everybody, light and dark', async (name) => {
      for (const scheme of ['light', 'dark'] as const) {
        expect(await look(name, { scheme }, ({ page }) => violations(page))).toEqual([]);
      }
    });

    it.each(NAMES)('%s fits on a telephone', async (name) => {
      await look(name, { width: 360 }, async ({ page }) => {
        expect(await overflow(page)).toBe(0);
        expect(await violations(page)).toEqual([]);
      });
    });

    it.each(['the environments', 'an environment'])(
      '%s asks for its style and nothing else, and runs nothing',
      async (name) => {
        await look(name, {}, async ({ page, requests, complaints }) => {
          await page.waitForLoadState('networkidle');
          expect({ requests, complaints }).toEqual({ requests: [`${served.address}/page.css`], complaints: [] });
          expect(await page.locator('script, img, iframe, object').count()).toBe(0);
        });
      },
    );

    it('lets no script run, even one that is in it', async () => {
      await look('an environment', {}, async ({ page, complaints }) => {
        await page.evaluate(
          `(() => { const it = document.createElement('script'); it.textContent = 'document.title = 1'; document.body.append(it); })()`,
        );
        await complained(complaints, 'Content Security Policy');
        expect(await page.title()).toBe('production · acme');
      });
    });

    it('lets nothing in that somebody has slipped into it, and sends nothing elsewhere', async () => {
      await look('an environment', {}, async ({ page, complaints }) => {
        await page.evaluate(SLIPPED);
        await page.evaluate(`document.getElementById('run').click(); document.getElementById('away').submit()`);
        for (const kind of ['base-uri', 'style-src', 'default-src', 'form-action']) await complained(complaints, kind);
        const seen = await page.evaluate(`[document.baseURI, getComputedStyle(document.body).opacity, document.title]`);

        expect(seen).toEqual([`${served.address}/environments/production`, '1', 'production · acme']);
      });
    });

    it('is shown in no frame of another site', async () => {
      const page = await browser().newPage();
      const refused = page.waitForEvent('console', (message) => /frame-ancestors|X-Frame-Options/.test(message.text()));
      await page.setContent(`<iframe src="${served.address}/"></iframe>`, { waitUntil: 'commit' });

      expect((await refused).text()).toContain(served.address);
      await page.close();
    });

    it('is dark where somebody wants it dark', async () => {
      const background = (scheme: 'light' | 'dark') =>
        look('the environments', { scheme }, ({ page }) =>
          page.evaluate<string>('getComputedStyle(document.body).backgroundColor'),
        );

      expect([await background('light'), await background('dark')]).toEqual(['rgb(255, 255, 255)', 'rgb(20, 23, 26)']);
    });
  });

  describe('in the pictures of the guide', () => {
    let calm: ServedWorld;
    beforeAll(async () => {
      calm = await servedWorld();
      await calm.askFor('kim', 'a release of the shop');
    });
    afterAll(() => calm.stop());

    const PICTURES: Readonly<Record<string, { path: string; who: PersonName; how: Look }>> = {
      'handoff-environments': { path: '/', who: 'ada', how: { width: 900 } },
      'handoff-approval': { path: '/environments/production', who: 'ada', how: { width: 900 } },
      'handoff-telephone': { path: '/environments/production', who: 'kim', how: { width: 360, scheme: 'dark' } },
    };

    it.each(Object.keys(PICTURES))('is %s, which WRITE_PICTURES=1 takes anew', async (name) => {
      const { path, who, how } = PICTURES[name] ?? { path: '/', who: 'ada', how: {} };
      const cookie = await calm.cookieOf(who);
      const shot = await lookedAt(browser(), `${calm.address}${path}`, { ...how, cookie }, ({ page }) =>
        page.screenshot({ animations: 'disabled', clip: { x: 0, y: 0, width: how.width ?? 0, height: 720 } }),
      );
      const file = join(IMAGES, `${name}.png`);
      if (process.env.WRITE_PICTURES === '1') writeFileSync(join(ROOT, file), shot);

      expect(shot.length).toBeGreaterThan(10_000);
      expect(readFileSync(join(ROOT, file)).length).toBeLessThan(200_000);
      expect(readFileSync(join(ROOT, 'docs/guides/handoff.md'), 'utf8')).toContain(`../images/${name}.png`);
    });
  });
});
