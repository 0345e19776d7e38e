import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Decrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { ENGINE_TIMEOUT_MS, standInSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { delivered } from '../support/delivered';
import { stacksInJson } from '../support/stacks-in-json';
import { ended, type ExampleData, Workplace } from '../support/workplace';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const [FINE, ERROR, FOUND] = [0, 1, 2];
const ENVIRONMENTS = ['system', 'development', 'staging', 'production'];
const STACKS = ['state', 'cluster', ...ENVIRONMENTS];

standInSuite('lke-platform plan, apply and destroy, from nothing to nothing', () => {
  let workplace: Workplace;
  let identity: string;
  beforeAll(async () => {
    identity = await generateIdentity();
    workplace = await Workplace.open();
    workplace.variables.LKE_PLATFORM_SNAPSHOT_RECIPIENT = await identityToRecipient(identity);
    await workplace.synth();
    await workplace.createBuckets();
  });
  afterAll(() => workplace.close());
  afterEach(() => {
    expect(readdirSync(workplace.temporary)).toEqual([]);
  });

  const inJson = (...args: string[]) => stacksInJson(workplace, ...args);
  const quota = (cpu: number) => (data: ExampleData) => {
    const production = { ...data.environments.production, quota: { cpu, memory: '240Gi', pods: 300 } };
    return { ...data, environments: { ...data.environments, production } };
  };

  describe('before anything is applied', () => {
    it('plans what it can, and says what the others wait for', async () => {
      const { code, stdout } = await workplace.command('plan');

      expect(code).toBe(FOUND);
      expect(stdout).toMatch(/^state: no changes\ncluster: 4 to add\n {4}\+ linode_domain/);
      for (const environment of ENVIRONMENTS) expect(stdout).toContain(`${environment}: waits for cluster`);
    });

    it('refuses to apply where nobody can be asked', async () => {
      await expect(workplace.command('apply')).resolves.toMatchObject({
        code: ERROR,
        stderr: expect.stringContaining('give your consent with --yes') as string,
      });
    });

    it('refuses to apply without a way back, unless that is meant', async () => {
      const { LKE_PLATFORM_SNAPSHOT_RECIPIENT: recipient = '' } = workplace.variables;
      workplace.variables.LKE_PLATFORM_SNAPSHOT_RECIPIENT = '';
      const { code, stderr } = await workplace.command('apply', '--yes');
      workplace.variables.LKE_PLATFORM_SNAPSHOT_RECIPIENT = recipient;

      expect(code).toBe(ERROR);
      expect(stderr).toContain('--no-snapshot');
    });

    it('says which stack has to come first', async () => {
      const { code, stderr } = await workplace.command('apply', 'development', '--yes');

      expect(code).toBe(ERROR);
      expect(stderr).toContain('development waits for cluster');
    });
  });

  describe('when the first read of the new cluster fails', () => {
    beforeAll(() => {
      const kubeconfig = { type: 'api', name: /kubeconfig$/ };
      workplace.standIn.world.faults.refuse(kubeconfig, { message: 'Internal error' });
    });

    it('reports the failure and begins nothing that needs the cluster', async () => {
      const { code, stacks } = await inJson('apply', '--yes');
      expect(code).toBe(ERROR);
      expect(stacks.map(({ status }) => status)).toEqual(['unchanged', 'failed', ...ENVIRONMENTS.map(() => 'skipped')]);
    });

    it('stops before it would replace the tainted cluster, with the way out', async () => {
      const { code, stderr } = await workplace.command('apply', 'cluster', '--yes');
      const [, line = 'false'] = /apply again: (.+?)\. If/.exec(stderr) ?? [];

      expect(code).toBe(ERROR);
      await expect(workplace.shell(line)).resolves.toMatchObject({ code: 0 });
    });
  });

  it('applies every stack in order, and sees that the nodes get ready', async () => {
    workplace.standIn.world.linode.nodesReadyAfter = 200;
    const { code, stdout } = await workplace.command('apply', '--yes');

    expect(code).toBe(FINE);
    expect(stdout).toMatch(/^production: done \(29 added\), 6 nodes ready$/m);
  });

  it('has published the contracts of what it applied', () => {
    const keys = workplace.s3.bucket('acme-platform-artifacts').keys('handoff/');

    expect(keys.map((key) => key.replace(/-.*/, ''))).toEqual(
      ['development', 'production', 'staging'].map((name) => `handoff/${name}/000001`),
    );
  });

  it('has nothing to do afterwards', async () => {
    const unchanged = STACKS.map((stack) => ({ stack, status: 'unchanged' }));

    await expect(inJson('plan')).resolves.toEqual({ code: FINE, stacks: unchanged });
  });

  it('warns where the platform file was changed and not synthesized', async () => {
    const file = join(workplace.folder, 'platform.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('quota:', 'owners: [somebody@acme.example]\n    quota:'));
    const planned = await workplace.command('plan', 'state');
    const applied = await workplace.command('apply', 'state', '--yes');
    writeFileSync(file, text);

    // A slow machine also has progress there.
    const warning = /^warning: .*cdktf\.out is not what .*platform\.yaml says now/m;
    expect(planned).toMatchObject({ code: FINE, stderr: expect.stringMatching(warning) as string });
    expect(applied).toMatchObject({ code: FINE, stderr: expect.stringMatching(warning) as string });
    expect((await workplace.command('plan', 'state')).stderr).not.toMatch(warning);
  });

  describe('with a plan that is kept', () => {
    const file = () => join(workplace.folder, 'reviewed.tfplan');
    beforeAll(() => workplace.synth(quota(50)));

    it('writes it where only its owner can read it', async () => {
      const { code, stdout } = await workplace.command('plan', 'production', '--out', file());

      expect(code).toBe(FOUND);
      expect(stdout).toContain('spec[0].hard.requests.cpu: "60" → "50"');
      expect(statSync(file()).mode & 0o777).toBe(0o600);
    });

    it('applies exactly that, whatever was synthesized since, and deletes the file', async () => {
      await workplace.synth(quota(40));
      const applied = await workplace.command('apply', file(), '--yes');
      const { stdout } = await workplace.command('plan', 'production');

      expect(applied.code).toBe(FINE);
      expect(applied.stderr).toMatch(/version 2 of the hand-off contract of production breaks .*: quota\.cpu/);

      expect(readdirSync(workplace.folder)).not.toContain('reviewed.tfplan');
      expect(stdout).toContain('"50" → "40"');
      expect(stdout.trimEnd()).toMatch(/Next: npx lke-platform apply production$/);
    });

    it('leaves a copy of the state before, which only the recipient can read', async () => {
      const artifacts = workplace.s3.bucket('acme-platform-artifacts');
      const [key = ''] = artifacts.keys('snapshots/production/');
      const decrypter = new Decrypter();
      decrypter.addIdentity(identity);
      const state = await decrypter.decrypt(artifacts.get(key).body, 'text');

      expect(key).toMatch(/^snapshots\/production\/\d{8}-[\da-f-]{36}\.tfstate\.age$/);
      expect(state).toMatch(/"requests.cpu": ?"60"/);
    });

    it('refuses one that is out of date, and says what to do', async () => {
      await workplace.command('plan', 'production', '--out', file());
      await workplace.command('apply', 'production', '--yes');
      const { code, stderr } = await workplace.command('apply', file(), '--yes');

      expect(code).toBe(ERROR);
      expect(stderr).toContain('plan again, and review that');
    });

    it.each([
      ['inside the output', ['production', '--out', 'cdktf.out/p'], 'not a place for secrets'],
      ['of several stacks', ['staging', 'production', '--out', 'p'], '--out keeps the plan of one stack'],
      ['over another file', ['production', '--out', 'platform.yaml'], 'is there already'],
    ])('refuses to keep one %s', async (_, args, message) => {
      const { code, stderr } = await workplace.command('plan', ...args);

      expect(code).toBe(ERROR);
      expect(stderr).toContain(message);
    });

    it('refuses a file that is not a plan', async () => {
      await expect(workplace.command('apply', 'platform.yaml', '--yes')).resolves.toMatchObject({
        code: ERROR,
        stderr: expect.stringContaining('neither a stack nor a plan') as string,
      });
    });
  });

  it('names an environment that was taken out of the file before it was destroyed', async () => {
    await workplace.synth((data) => {
      const others = Object.entries(data.environments).filter(([name]) => name !== 'staging');
      return { ...data, environments: Object.fromEntries(others) };
    });
    const { stderr } = await workplace.command('apply', 'state', '--yes');
    const plan = await workplace.command('plan', 'state');
    await workplace.synth();

    expect(stderr).toContain('the state of "staging" still has resources');
    expect(plan.stderr).toContain('the state of "staging" still has resources');
    expect(plan.stdout).toContain('The stacks need no change, but there is more than they say');
    expect(plan.code).toBe(FOUND);
  });

  it('stops at a signal, with the lock released and what was begun in the state', async () => {
    await workplace.synth(quota(30));
    workplace.standIn.world.faults.delay({ type: 'kubernetes_resource_quota_v1', operation: 'update' }, 2000);
    const command = workplace.start('apply', 'production', '--yes');
    command.stderr?.on('data', (text: string) => {
      if (text.includes('changing kubernetes_resource_quota_v1')) command.kill('SIGINT');
    });
    const { code, stderr } = await ended(command);
    workplace.standIn.world.faults.clear();

    expect(code).toBe(ERROR);
    expect(stderr).toContain('interrupted');
    expect(workplace.s3.bucket('acme-platform-state').keys().join()).not.toContain('.tflock');
    await expect(workplace.command('plan', 'production')).resolves.toMatchObject({ code: FINE });
  });

  it('does all of its work when nobody reads what it says any more', async () => {
    await workplace.synth(quota(20));
    const command = workplace.start('apply', 'production', '--yes');
    command.stderr?.once('data', () => {
      command.stderr?.destroy();
      command.stdout?.destroy();
    });

    await expect(ended(command)).resolves.toMatchObject({ code: FINE });
    await expect(workplace.command('plan', 'production')).resolves.toMatchObject({ code: FINE });
  });

  describe('at the end', () => {
    const folder = () => join(workplace.folder, 'export');
    const everything = () => ['destroy', '--platform', '--export', folder(), '--yes'];

    it('refuses what is protected, with the two steps', async () => {
      const { code, stderr } = await workplace.command(...everything());

      expect(code).toBe(ERROR);
      expect(stderr).toContain('set environments.production.deletionProtection: false');
    });

    it('refuses what others stand on', async () => {
      await workplace.synth((data) => ({ ...data, deletionProtection: false }));
      const { code, stderr } = await workplace.command('destroy', 'system', '--yes');

      expect(code).toBe(ERROR);
      expect(stderr).toContain('development, staging, production');
    });

    it('destroys one environment alone', async () => {
      await expect(inJson('destroy', 'staging', '--yes')).resolves.toMatchObject({
        code: FINE,
        stacks: [{ stack: 'staging', status: 'applied' }],
      });
    });

    it('can be stopped half way, when the state has left its bucket', async () => {
      workplace.s3.bucket('acme-platform-ledger').put('events/1.json', Buffer.from('{"event":1}'));
      for (const text of ['old', 'new']) workplace.s3.bucket('acme-platform-artifacts').put('head', Buffer.from(text));
      const removal = { type: 'api', name: /buckets.*ledger/, operation: 'DELETE' as const };
      workplace.standIn.world.faults.refuse(removal, { message: 'Not today' });
      const [{ code, stacks }, events] = await delivered(workplace, () => inJson(...everything()));
      expect(code).toBe(ERROR);
      expect(stacks.at(-1)).toEqual({ stack: 'state', status: 'failed' });
      expect(events).toContainEqual(expect.stringContaining('destroy state: all buckets'));
      expect(workplace.standIn.world.linode.clusters.size).toBe(0);
    });

    it('goes on from there: the buckets go last, what was in them is kept, and what stays elsewhere is named', async () => {
      const bucket_access = [{ bucket_name: 'acme-platform-state', region: 'nl-ams', permissions: 'read_write' }];
      await workplace.api('POST', '/object-storage/keys', { label: 'of-a-colleague', bucket_access });
      const { code, stderr } = await workplace.command(...everything());
      const { linode, kubernetes } = workplace.standIn.world;

      expect(code).toBe(FINE);
      expect([...linode.clusters, ...linode.buckets, ...linode.domains, ...linode.firewalls]).toEqual([]);
      expect([...workplace.s3.buckets.keys(), ...kubernetes.keys()]).toEqual([]);
      expect(readFileSync(join(folder(), 'ledger/events/1.json'), 'utf8')).toBe('{"event":1}');
      expect(readdirSync(folder()).sort()).toEqual(['artifacts', 'artifacts.versions', 'ledger', 'reports', 'state']);
      expect(stderr).toMatch(/the object storage key of-a-colleague \([^]*cloud\.linode\.com\/profile\/tokens/);
      expect(stderr).not.toContain('audit deliver');
    });

    it('says of a platform that is gone what it looked for, and how to revoke the keys that are left', async () => {
      workplace.s3.keys.delete(workplace.s3.account.access_key); // as when it was the first to be revoked
      const { code, stdout, stderr } = await workplace.command(...everything());
      const [, line = ''] = /npx lke-platform (orphans --remove \S+)/.exec(stderr) ?? [];

      expect(code).toBe(FINE);
      expect(stdout).toContain('no stack is left of platform acme: Linode has none of the buckets acme-platform-state');
      await expect(workplace.command(...line.split(' '), '--yes')).resolves.toMatchObject({ code: FINE });
      expect([...workplace.standIn.world.linode.keys]).toEqual([]);
      expect((await workplace.command(...everything())).stdout).toContain('nothing is left of platform acme');
    });
  });
});
