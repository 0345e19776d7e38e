import { spawnSync } from 'node:child_process';
import { copyFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../../../bin/bundle.js';
import { temporaryFolder } from '../../support/temporary-folder';

/** What a ConfigMap holds. */
const MIB = 1024 * 1024;

describe('the exporter as a program of its own', () => {
  const program = join(temporaryFolder(), 'exporter.js');
  beforeAll(async () => {
    copyFileSync(await bundle(join(__dirname, '../../..'), 'exporter'), program);
  });

  const start = (environment: Record<string, string>) => {
    const { status, stderr } = spawnSync(process.execPath, [program], {
      cwd: '/',
      env: { PATH: process.env.PATH, ...environment },
      encoding: 'utf8',
      timeout: 30_000,
    });
    return { status, lines: stderr.trim().split('\n') };
  };
  const place = {
    LKE_PLATFORM_EXPORTER_ENDPOINT: 'https://nl-ams-1.linodeobjects.com',
    LKE_PLATFORM_EXPORTER_BUCKET_PREFIX: 'acme',
  };

  it('fits into a ConfigMap, with room to grow', () => {
    expect(statSync(program).size).toBeLessThan(0.9 * MIB);
  });

  it('names all settings that it cannot use, with nothing of the project around it', () => {
    const wrong = { LKE_PLATFORM_EXPORTER_PORT: '99999', LKE_PLATFORM_EXPORTER_INTERVAL: 'soon' };

    expect(start({ ...place, ...wrong })).toEqual({
      status: 1,
      lines: [
        expect.stringMatching(/^error: --port .* given: 99999; allowed: a whole number, 0 to 65535$/) as string,
        expect.stringMatching(/^error: --interval .* given: soon; allowed: a whole number, 5 to 86400$/) as string,
      ],
    });
  });

  it.each([
    [
      'where the buckets are',
      {},
      /LKE_PLATFORM_EXPORTER_ENDPOINT and LKE_PLATFORM_EXPORTER_BUCKET_PREFIX have to be set/,
    ],
    ['a key of them', place, /AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set/],
  ])('does not start without being told %s', (_what, environment, message) => {
    const { status, lines } = start(environment);

    expect([status, lines.length]).toEqual([1, 1]);
    expect(lines[0]).toMatch(message);
  });
});
