import { join } from 'node:path';
import { newProgram } from '../../support/program';
import { VIEW_NAMES } from '../../../publish/diagram/diagrams';
import { runCommandLine } from '../../support/command';

const EXAMPLE = join(__dirname, '../../../docs/examples/full.yaml');

describe('lke-platform diagram', () => {
  it('draws all as a page in Markdown', async () => {
    const { exitCode, stdout, stderr } = await runCommandLine(['diagram', EXAMPLE]);

    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout.match(/^#+ .*/gm)).toEqual([
      '# Platform acme',
      '## Stacks and states',
      '## Environments, namespaces and node pools',
      '## Who may talk to whom',
      '## Where data goes',
      '## The life of an environment',
    ]);
    expect(stdout.match(/^```mermaid$/gm)).toHaveLength(VIEW_NAMES.length);
  });

  it('draws one as bare Mermaid, for a file', async () => {
    const { stdout } = await runCommandLine(['diagram', EXAMPLE, '--view', 'network']);

    expect(stdout).toMatch(/^flowchart LR\n/);
    expect(stdout).not.toContain('```');
  });

  it('answers in JSON with each picture', async () => {
    const { stdout } = await runCommandLine(['diagram', EXAMPLE, '--json']);
    const { result } = JSON.parse(stdout) as { result: { platform: string; diagrams: { view: string }[] } };

    expect(result.platform).toBe('acme');
    expect(result.diagrams.map(({ view }) => view)).toEqual(VIEW_NAMES);
  });

  it('offers every view there is, and refuses others', async () => {
    const option = newProgram()
      .commands.find((it) => it.name() === 'diagram')
      ?.options.find(({ long }) => long === '--view');
    const { exitCode, stderr } = await runCommandLine(['diagram', EXAMPLE, '--view', 'cats']);

    expect(option?.argChoices).toEqual(VIEW_NAMES);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('Allowed choices are stacks, cluster, network, data, lifecycle');
  });

  it('names every problem of a file that is not right', async () => {
    const { exitCode, stdout, stderr } = await runCommandLine(['diagram', '/nowhere/platform.yaml']);

    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('there is no such file');
  });
});
