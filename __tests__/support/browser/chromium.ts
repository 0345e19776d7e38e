import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '@lke-platform/stand-ins/lab/cache-folder';
import { type Browser, chromium } from 'playwright-core';

/** What `.ci/tools/chromium.sh` writes. */
const OWN = join(cacheFolder(), 'chromium/start');

const program = [OWN, '/usr/bin/chromium'].find((place) => existsSync(place));

/**
 * Tests of pages in a real browser. Without one they are skipped, loudly; with CI=true they are run all the same, and fail.
 *
 * @param tests gets the browser, which is there from the first test on
 */
export function browserSuite(name: string, tests: (browser: () => Browser) => void): void {
  if (program === undefined && process.env.CI !== 'true') {
    const reason = 'NOT RUN: .ci/tools/chromium.sh has not been run';
    process.stderr.write(`\n  ${name}: ${reason}\n\n`);
    describe.skip(`${name} (${reason})`, () => {
      tests(() => {
        throw new Error(reason);
      });
    });
    return;
  }
  describe(name, () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launch();
    });
    afterAll(() => browser.close());
    tests(() => browser);
  });
}

const launch = (): Promise<Browser> =>
  chromium.launch({
    ...(program !== undefined && { executablePath: program }),
    // Root, as in most containers, has no sandbox; the pages are our own.
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
