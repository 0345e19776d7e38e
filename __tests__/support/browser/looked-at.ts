import axe, { type AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';

export interface Look {
  readonly scheme?: 'light' | 'dark';
  /** Width of the window, in CSS pixels. @default 1280 */
  readonly width?: number;
  /** As a browser sends them: `name=value`. @default - none */
  readonly cookie?: string | undefined;
}

/** A page as somebody has it before them, with what it asked for beside itself. */
export interface LookedAt {
  readonly page: Page;
  /** Addresses that the page asked for, without its own. */
  readonly requests: readonly string[];
  /** What it wrote to the console, and what went wrong in it. */
  readonly complaints: readonly string[];
}

/** Opens an address, such as that of a file, and shows it to somebody; the page is closed afterwards. */
export async function lookedAt<T>(
  browser: Browser,
  address: string,
  { scheme = 'light', width = 1280, cookie }: Look,
  look: (seen: LookedAt) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height: 800 } });
  try {
    const [name, value] = cookie?.split(/=(.*)/s) ?? [];
    if (name !== undefined && value !== undefined) await context.addCookies([{ name, value, url: address }]);
    const page = await context.newPage();
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => {
      if (request.url() !== address) requests.push(request.url());
    });
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(address);
    return await look({ page, requests, complaints });
  } finally {
    await context.close();
  }
}

/** What keeps people from reading or using a page (WCAG 2.2 AA, and what axe advises beside it), in short. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const results = await page.evaluate(
    // Runs in the page, where axe is a global.
    () => (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}

/** By how many pixels a page is wider than its window; 0 where nobody has to scroll sideways. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** What has the focus, one after the other, when somebody presses Tab: role and name. */
export async function tabStops(page: Page, most = 50): Promise<string[]> {
  const stops: string[] = [];
  for (let i = 0; i < most; i += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate<string | null>(
      `(() => { const it = document.activeElement; return it && it !== document.body ? it.tagName.toLowerCase() + ' ' + (it.getAttribute('aria-label') ?? it.textContent.trim().slice(0, 60)) : null; })()`,
    );
    if (stop === null) break;
    stops.push(stop);
  }
  return stops;
}
