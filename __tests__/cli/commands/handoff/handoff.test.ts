import { parseAllDocuments } from 'yaml';
import { contractChanges } from '../../../../cli/commands/handoff/of-plan';
import { handoffContract } from '../../../../model/handoff/contract';
import { withdrawal } from '../../../../model/handoff/withdrawal';
import { contractDiffMarkdown } from '../../../../operations/handoff/diff-markdown';
import { runCommandLine } from '../../../support/command';
import { EXAMPLE_FILE } from '../../../support/platforms';

const show = (...args: string[]) => runCommandLine(['handoff', 'show', ...args, '--file', EXAMPLE_FILE]);

describe('handoff show --planned', () => {
  it('prints the contract as the file has it, asking nobody', async () => {
    const { exitCode, stdout } = await show('production', '--planned', '--json');
    const { result } = JSON.parse(stdout) as { result: { version: null; status: null; contract: unknown } };

    expect([exitCode, result.version, result.status]).toEqual([0, null, null]);
    expect(handoffContract.parse(result.contract)).toMatchObject({ environment: 'production', namespace_uid: null });
  });

  it('prints it for people, and as Markdown', async () => {
    const text = await show('production', '--planned');
    const markdown = await show('production', '--planned', '--as', 'markdown');

    expect(text.stdout).toMatch(/ingress base domain +shop\.acme\.example[^]*1\. Ask a platform engineer/);
    expect(markdown.stdout).toMatch(/^## production of acme[^]*### Secrets[^]*shop-database/);
  });

  it('makes a catalog of what was published alone', async () => {
    const { exitCode, stderr } = await show('production', '--planned', '--as', 'catalog');

    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('leave out --planned')]);
    expect(parseAllDocuments('a: 1\n---\nb: 2')).toHaveLength(2);
  });

  it.each(['', 'group:', 'group:default/', 'the platform team', 'group:default/platform/x', '../platform', '<team>'])(
    'refuses the owner %j, which Backstage would',
    async (owner) => {
      const { exitCode, stderr } = await show('production', '--planned', '--owner', owner);

      expect([exitCode, stderr]).toEqual([1, expect.stringContaining('such as group:default/platform')]);
    },
  );

  it.each(['platform', 'group:platform', 'user:acme/jane.doe', 'Group:default/Platform_Team'])(
    'takes the owner %s',
    async (owner) => {
      expect((await show('production', '--planned', '--owner', owner)).exitCode).toBe(0);
    },
  );

  it.each([
    ['nowhere', /no such environment[^]*system, development, staging, production/],
    ['system', /is not handed off[^]*environments\.system\.handoff/],
  ])('refuses %s with what to do', async (name, message) => {
    const { exitCode, stderr } = await show(name, '--planned');

    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(message)]);
  });
});

describe('handoff show, diff and publish', () => {
  it.each([['show', 'staging'], ['diff'], ['publish']])('%s says which key it needs', async (...args) => {
    const { exitCode, stderr } = await runCommandLine(['handoff', ...args, '--file', EXAMPLE_FILE]);

    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/AWS_ACCESS_KEY_ID|LINODE_TOKEN/)]);
  });
});

describe('contracts in the comment on a pull request', () => {
  it('say what breaks, in a table, with what people wrote escaped', () => {
    const change = { rule: 'quota-lowered', effect: 'breaking', at: 'quota.cpu', before: '60', after: '6|0' } as const;
    const text = contractDiffMarkdown([
      { environment: 'production', published: 3, breaking: true, changes: [change] },
      { environment: 'staging', published: null, breaking: false, changes: [] },
      { environment: 'development', published: 1, breaking: false, changes: [] },
      { environment: 'system', published: 2, breaking: true, changes: [withdrawal(2)] },
    ]);

    expect(text).toMatch(/^## Hand-off contracts\n\n\*\*production\*\*: breaks what version 3 says\.\n/);
    expect(text).toMatch(/\*\*breaking\*\* *\| `quota\.cpu` *\| `60` *\| `6\\\|0` *\| quota-lowered/);
    expect(text).toContain('**staging**: its first contract');
    expect(text).not.toContain('development');
    expect(text).toMatch(/\*\*system\*\*: is not handed off any more, which \*\*breaks\*\* what version 2 says/);
  });

  it('are nothing where no planned stack is handed off', async () => {
    const deployment = { output: { stacks: [] }, environment: {} } as never;

    await expect(contractChanges(deployment, [])).resolves.toBe('');
  });
});
