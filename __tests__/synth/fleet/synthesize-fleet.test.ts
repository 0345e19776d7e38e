import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { synthesizeFleet } from '../../../synth/fleet/synthesize-fleet';
import { synthesize } from '../../../synth/synthesize';
import { filesIn } from '../../support/files-in';
import { platformFileOf } from '../../support/platform-files';
import { STANDARD } from '../../support/platforms';
import { temporaryFolder } from '../../support/temporary-folder';

const kubeCredential = join(temporaryFolder(), 'bundle.js');
writeFileSync(kubeCredential, 'the credential command');
const exporter = join(temporaryFolder(), 'exporter.js');
writeFileSync(exporter, 'the exporter');
const charts = join(__dirname, '../../../infra/helm');
const repository = join(__dirname, '../../..');
const launcher = join(__dirname, '../../../bin/lke-platform.js');

const platform = (name: string, more: object = {}) => platformFileOf({ ...STANDARD, name, ...more }, `${name}.yaml`);
const fleet = (files: readonly string[], out: string) =>
  synthesizeFleet({ files, out, kubeCredential, exporter, charts, repository, launcher });

/** Everything that is wrong with a fleet, as file and words. */
async function problemsOf(files: readonly string[], out: string): Promise<string[]> {
  const error: unknown = await fleet(files, out).catch((thrown: unknown) => thrown);
  const { problems } = error as { problems: readonly { file: string; what: string }[] };
  return problems.map(({ file, what }) => `${files.indexOf(file)}: ${what}`);
}

describe('a fleet', () => {
  it('gets a folder for each platform, with the same output as when it is synthesized alone', async () => {
    const [files, out, alone] = [[platform('acme'), platform('globex')], temporaryFolder(), temporaryFolder()];

    const { platforms } = await fleet(files, out);
    synthesize({ file: files[1], out: alone, kubeCredential, exporter, charts, repository });

    expect(platforms.map(({ platform, file, out }) => [platform, file, out])).toEqual([
      ['acme', files[0], join(out, 'acme')],
      ['globex', files[1], join(out, 'globex')],
    ]);
    expect(filesIn(join(out, 'globex'))).toEqual({ ...filesIn(alone), 'cdktf.json': expect.any(String) as string });
    expect(readdirSync(out).sort()).toEqual(['acme', 'globex']);
  });

  it('is told file by file', async () => {
    const files = ['acme', 'globex', 'initech'].map((name) => platform(name));
    const told: string[] = [];

    await synthesizeFleet({
      files,
      out: temporaryFolder(),
      kubeCredential,
      exporter,
      repository,
      charts,
      launcher,
      onFile: (file) => told.push(file),
    });

    expect(told.sort()).toEqual([...files].sort());
  });
});

describe('a fleet that is wrong', () => {
  it('is refused with everything that is wrong in any file, and nothing is written', async () => {
    const out = join(temporaryFolder(), 'fleet');
    const files = [platform('acme'), platform('globex', { owners: [] }), 'nowhere.yaml'];

    expect(await problemsOf(files, out)).toEqual([expect.stringMatching(/^1: owners/), '2: there is no such file']);
    expect(existsSync(out)).toBe(false);
  });

  it('is refused if two platforms would share a state', async () => {
    const shared = { state: { bucketPrefix: 'shared' } };
    const files = [platform('acme'), platform('acme'), platform('globex', shared), platform('initech', shared)];

    expect(await problemsOf(files, temporaryFolder())).toEqual([
      expect.stringMatching(/^1: its name acme is the one of .*acme.yaml, too: the platforms would share their state$/),
      expect.stringMatching(/^1: its state bucket .*\/acme-state is the one of/),
      expect.stringMatching(/^3: its state bucket .*\/shared-state is the one of .*globex.yaml, too/),
    ]);
  });

  it('is refused if the folder of a platform holds something else, or the folder is the output of one platform', async () => {
    const out = temporaryFolder();
    synthesize({ file: platform('acme'), out: join(out, 'single'), kubeCredential, exporter, charts, repository });
    writeFileSync(join(out, 'acme'), '');

    expect(await problemsOf([platform('acme')], out)).toEqual([expect.stringMatching(/^0: .*\/acme is a file/)]);
    await expect(fleet([platform('acme')], join(out, 'single'))).rejects.toThrow(
      /holds the output of a single platform/,
    );
    await expect(fleet([platform('acme')], join(out, 'acme'))).rejects.toThrow(/is a file/);
  });
});
