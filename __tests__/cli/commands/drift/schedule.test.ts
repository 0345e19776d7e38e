import { runCommandLine } from '../../../support/command';

const EXAMPLE = 'docs/examples/full.yaml';

describe('drift schedule', () => {
  it.each(['matrix', 'job --image registry.example/drift:1'])(
    '%s names every file and pattern that nothing matches',
    async (command) => {
      const args = ['drift', 'schedule', ...command.split(' '), EXAMPLE, 'nosuch.yaml', 'none/*.yaml'];
      const { exitCode, stdout, stderr } = await runCommandLine(args);

      expect([exitCode, stdout]).toEqual([1, '']);
      expect(stderr).toContain('no file matches nosuch.yaml, none/*.yaml');
    },
  );

  it('matrix has a file once that several patterns match', async () => {
    const { exitCode, stdout } = await runCommandLine([
      'drift',
      'schedule',
      'matrix',
      EXAMPLE,
      'docs/examples/ful*.yaml',
    ]);

    expect(exitCode).toBe(0);
    expect((JSON.parse(stdout) as { include: unknown[] }).include).toMatchObject([{ file: EXAMPLE }]);
  });

  const cronjob = (server: string, cron: string) => {
    const options = ['--image', 'registry.example/drift:1', '--server', server, '--cron', cron];
    return runCommandLine(['drift', 'schedule', 'cronjob', ...options]);
  };
  const SERVER = 'https://10.128.0.1:443';

  it.each(['17 5 * * *', '*/10 0-6,22 1,15 JAN-mar MON-FRI', '@daily', '0 0 ? * 0'])(
    'cronjob takes %s',
    async (cron) => {
      const { exitCode, stdout } = await cronjob(SERVER, cron);

      expect(exitCode).toBe(0);
      expect(stdout).toContain(JSON.stringify(cron));
    },
  );

  it.each([
    ['not-a-url', '17 5 * * *', 'an address that begins with https://'],
    ['http://10.128.0.1', '17 5 * * *', 'an address that begins with https://'],
    ...[
      'nonsense',
      '60 5 * * *',
      '17 24 * * *',
      '17 5 0 * *',
      '17 5 * 13 *',
      '17 5 * * 7',
      '*/0 5 * * *',
      '5-1 5 * * *',
    ].map((cron): [string, string, string] => [SERVER, cron, 'five parts']),
  ])('cronjob refuses %s with %s', async (server, cron, said) => {
    const { exitCode, stdout, stderr } = await cronjob(server, cron);

    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toContain(said);
  });
});
