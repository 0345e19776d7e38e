import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandContext } from '../../../cli/command-context';
import { noProgress } from '../../../cli/conventions/progress';
import { warnOfStaleOutput } from '../../../cli/commands/stale-output';
import { readOutputFolder } from '../../../operations/deploy/output-folder';
import { RunFolder } from '../../../operations/deploy/run-folder';
import { launcherOf, runCommandLine } from '../../support/command';
import { platformFileOf } from '../../support/platform-files';
import { STANDARD } from '../../support/platforms';
import { collectStreams } from '../../support/streams';
import { temporaryFolder } from '../../support/temporary-folder';

describe('an output of a synth', () => {
  const out = join(temporaryFolder(), 'cdktf.out');
  const file = platformFileOf(STANDARD);
  beforeAll(() => runCommandLine(['synth', file, '--out', out]));
  afterEach(() => {
    writeFileSync(file, JSON.stringify(STANDARD));
  });

  async function warnings({ config = file, json = false } = {}) {
    const streams = collectStreams({ env: { LKE_PLATFORM_CONFIG: config } });
    const launcher = launcherOf(join(out, 'kube-credential.js'));
    const context = { streams, launcher, flags: { json, debug: false } } as unknown as CommandContext;
    const about = { command: 'plan', platform: 'acme', changes: false };
    const forReply = await RunFolder.use(about, (run) =>
      warnOfStaleOutput({ output: readOutputFolder(out), run }, context, noProgress),
    );
    return { stderr: streams.stderr.text, forReply };
  }

  it('is current as long as the platform file says the same', async () => {
    writeFileSync(file, `# a comment\n${JSON.stringify(STANDARD, undefined, 2)}`);

    await expect(warnings()).resolves.toEqual({ stderr: '', forReply: [] });
  });

  it('is stale once the file says something else, which names the stacks', async () => {
    writeFileSync(file, JSON.stringify({ ...STANDARD, cluster: { ...STANDARD.cluster, label: 'other' } }));

    const { stderr, forReply } = await warnings();

    expect(forReply).toEqual([]);
    expect(stderr).toContain(`${out} is not what ${file} says now: a synth would change cluster`);
    expect(stderr).toContain('npx lke-platform synth');
  });

  it('is stale when the file has one environment more', async () => {
    const { production } = STANDARD.environments;
    writeFileSync(
      file,
      JSON.stringify({ ...STANDARD, environments: { ...STANDARD.environments, staging: production } }),
    );

    await expect(warnings()).resolves.toMatchObject({
      stderr: expect.stringMatching(/a synth would change .*staging/) as string,
    });
  });

  it('is stale when the file cannot be synthesized any more', async () => {
    writeFileSync(file, JSON.stringify({ ...STANDARD, name: 'ACME' }));

    const { stderr } = await warnings();

    expect(stderr).toContain('a synth would fail: "ACME" is not a valid value of name');
  });

  it('says so in the reply where a program reads it', async () => {
    writeFileSync(file, '{}');

    await expect(warnings({ json: true })).resolves.toMatchObject({ stderr: '', forReply: [{ severity: 'warning' }] });
  });

  it('is not compared with a file of another platform, or with none', async () => {
    const other = platformFileOf({ ...STANDARD, name: 'other' });

    await expect(warnings({ config: other })).resolves.toEqual({ stderr: '', forReply: [] });
    await expect(warnings({ config: '/nowhere/platform.yaml' })).resolves.toEqual({ stderr: '', forReply: [] });
  });
});
