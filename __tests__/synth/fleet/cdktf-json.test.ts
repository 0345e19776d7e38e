import { cdktfJson } from '../../../synth/fleet/cdktf-json';

describe('the project file of a platform of a fleet', () => {
  it('starts from the folder it stands in', () => {
    const json = cdktfJson({
      folder: 'fleet/acme',
      launcher: '/opt/../bin/lke-platform.js',
      file: 'platforms/my acme.yaml',
    });

    expect(JSON.parse(json)).toMatchObject({ language: 'typescript', output: '.' });
    expect((JSON.parse(json) as { app: string }).app).toMatch(
      /^node "[./\w-]+\/bin\/lke-platform.js" app "..\/..\/platforms\/my acme.yaml"$/,
    );
  });
});
