import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALL_COMMANDS } from '../../cli/all-commands';
import { commandsOf } from '../../cli/commands-of';
import type { Progress } from '../../cli/conventions/progress';
import { runCommand } from '../../cli/conventions/run-command';
import { EXAMPLES } from '../../cli/examples';
import { createProgram } from '../../cli/program';
import { launcherOf, runCommandLine } from '../support/command';
import { newProgram } from '../support/program';
import { collectStreams } from '../support/streams';
import { temporaryFolder } from '../support/temporary-folder';

const COMMANDS = commandsOf(newProgram()).map(({ name }) => name);
const wordsOf = (line: string) => [...line.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word);

/** What a command is made of that cannot take longer than a second, but for a machine that is slow: the reason. */
const QUICK: Readonly<Record<string, string>> = {
  init: 'it writes one file',
  validate: 'it reads one file',
  explain: 'it knows the answer',
  diagram: 'it reads one file',
  migrate: 'it reads one file',
  cost: 'it reads one file, and a former one from git',
  completion: 'it knows the answer',
  'kube-credential': 'its caller is a program, and waits for its answer alone',
  'drift schedule matrix': 'it reads the platform files',
  'drift schedule cronjob': 'it reads one file',
  'drift schedule job': 'it reads the platform files',
};
/** What they write is a log; they serve until a signal ends them. */
const SERVE = ['exporter', 'handoff serve'];

/** Where an example needs more than a folder has. */
const MORE: Readonly<Record<string, string>> = {
  apply: 'apply production --yes',
  destroy: 'destroy development --yes',
  'drift remediate': 'drift remediate production --yes',
  'rollback run': 'rollback run 3f9c2ab --yes',
  unlock: 'unlock production --yes',
  'environment retire': "environment retire development --reason 'replaced by staging' --yes --confirm development",
  'environment verify': 'environment verify staging',
  'secrets set': 'secrets set production shop-database --field password --from-file url.txt',
  'secrets rotate': 'secrets rotate production shop-database --field password --generate',
  import: 'import other.yaml --cluster acme --pool 1234=production/general --owner ops@acme.example',
};

/** Nobody answers there. */
const NOBODY = 'http://127.0.0.1:1';

describe('progress of every command', () => {
  const before = process.cwd();
  let folder: string;
  beforeAll(async () => {
    folder = temporaryFolder();
    copyFileSync(join(__dirname, '../../docs/examples/full.yaml'), join(folder, 'platform.yaml'));
    writeFileSync(join(folder, 'url.txt'), 'secret');
    writeFileSync(join(folder, 'alerts.json'), JSON.stringify(NOTIFICATION));
    process.chdir(folder);
    const { exitCode, stderr } = await runCommandLine(['synth'], environment());
    if (exitCode !== 0) throw new Error(stderr);
  });
  afterAll(() => {
    process.chdir(before);
  });
  const environment = (): NodeJS.ProcessEnv => ({
    ...{ HOME: folder, PATH: process.env.PATH, LINODE_URL: NOBODY, LINODE_TOKEN: 'x' },
    ...{ LKE_PLATFORM_OBJECT_STORAGE: NOBODY, AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' },
  });

  it('is of commands that there are', () => {
    expect([...Object.keys(QUICK), ...SERVE, ...Object.keys(MORE)].filter((name) => !COMMANDS.includes(name))).toEqual(
      [],
    );
  });

  const lineOf = (name: string) => MORE[name] ?? EXAMPLES[name] ?? name;

  /** Runs a command up to the first thing that it says of what it does. */
  async function firstStep(line: string): Promise<string | undefined> {
    let first: string | undefined;
    const program = createProgram(
      {
        launcher: launcherOf(join(folder, 'platform.yaml')),
        streams: collectStreams({ env: environment() }),
        flags: { json: false, debug: false },
        run: async (_command, action) => {
          const step: Progress['step'] = (text) => {
            first ??= text;
            throw new Error('that is enough');
          };
          await Promise.resolve(action({ step, end: () => undefined })).catch(() => undefined);
        },
      },
      ALL_COMMANDS,
    );
    await program.parseAsync(wordsOf(line), { from: 'user' });
    return first;
  }
  const slow = COMMANDS.filter((name) => !(name in QUICK) && !SERVE.includes(name));

  it.each(slow)('%s says what it does before it asks anybody', async (name) => {
    const asked = jest.spyOn(globalThis, 'fetch');
    const first = await firstStep(lineOf(name));

    expect(first).toMatch(/^\S.*[^.…]$/);
    expect(asked).not.toHaveBeenCalled();
    asked.mockRestore();
  });

  it('unlock does not say that Linode is asked who you are, where nothing is audited', async () => {
    expect(await firstStep(lineOf('unlock'))).toBe('asking Linode who you are');
    expect(await firstStep('unlock production --yes --no-audit')).toBe('reading the lock of production');
  });

  it.each(COMMANDS.filter((name) => !SERVE.includes(name)))(
    '%s is shown on a terminal after a second, and in no log',
    async (name) => {
      for (const terminal of [true, false]) {
        const streams = collectStreams({ terminal, env: {} });
        const flags = { json: false, debug: false };
        const program = createProgram(
          {
            ...{ launcher: launcherOf(''), streams, flags },
            run: async (command) => {
              jest.useFakeTimers();
              await runCommand(command, flags, streams, () => {
                jest.advanceTimersByTime(1_000);
                return { exitCode: 0, result: null, text: () => '' };
              });
              jest.useRealTimers();
            },
          },
          ALL_COMMANDS,
        );
        await program.parseAsync(wordsOf(EXAMPLES[name] ?? name), { from: 'user' });

        expect(streams.stderr.text).toBe(terminal ? `\r\u001b[2K${name} …\r\u001b[2K` : '');
      }
    },
  );
});

/** What Alertmanager sends. */
const NOTIFICATION = {
  ...{ version: '4', groupKey: 'x', status: 'firing', receiver: 'x', groupLabels: {}, commonLabels: {} },
  ...{ commonAnnotations: {}, externalURL: '', truncatedAlerts: 0, alerts: [] },
};
