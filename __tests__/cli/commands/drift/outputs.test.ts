import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeOutputs } from '../../../../cli/commands/drift/outputs';
import { majorReport, report } from '../../../support/drift';
import { temporaryFolder } from '../../../support/temporary-folder';

describe('what a detection writes for other programs', () => {
  const folder = temporaryFolder();
  const at = (name: string) => join(folder, name);
  const written = (name: string) => readFileSync(at(name), 'utf8');
  const reports = [majorReport(), report({ environment: 'system', report_id: 'b', complete: false })];

  it('is the outputs and the summary of a job of GitHub, beside what other steps wrote', async () => {
    const env = { GITHUB_OUTPUT: at('output'), GITHUB_STEP_SUMMARY: at('summary') };
    await writeOutputs([report({ report_id: 'a' })], {}, env);
    await writeOutputs(reports, {}, env);

    expect(written('output')).toBe(
      'drift=none\ncomplete=true\nreport_ids=a\n' +
        'drift=major\ncomplete=false\nreport_ids=7f3c9d3e-0000-4000-8000-000000000000,b\n',
    );
    expect(written('summary').match(/^## Drift of .*$/gm)).toEqual([
      '## Drift of production: none',
      '## Drift of production: major',
      '## Drift of system: none, looked at in part',
    ]);
  });

  it('is a file of Markdown, each time anew, where it is asked for', async () => {
    await writeOutputs(reports, { markdown: at('drift.md') }, {});
    await writeOutputs([report()], { markdown: at('drift.md') }, {});

    expect(written('drift.md').match(/^## /gm)).toHaveLength(1);
  });

  it('is nothing where nobody asks', async () => {
    await writeOutputs(reports, {}, {});

    expect(existsSync(at('nothing'))).toBe(false);
  });
});
