import { generateIdentity, identityToRecipient } from 'age-encryption';
import { AccessRefused } from '../../../../operations/access/refused';
import { requireVariables } from '../../../../operations/handoff/service/start';
import { runCommandLine } from '../../../support/command';
import { KEY } from '../../../support/handoff/service';
import { EXAMPLE_FILE } from '../../../support/platforms';

describe('what the service needs to start', () => {
  const complete = async () => ({
    ...{ AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret', LINODE_TOKEN: 'token' },
    ...{
      LKE_PLATFORM_HANDOFF_KEY: KEY,
      LKE_PLATFORM_SNAPSHOT_RECIPIENT: await identityToRecipient(await generateIdentity()),
    },
  });
  const refusals = async (variables: Record<string, string | undefined>) => {
    const error: unknown = await requireVariables(variables).then(
      () => new AccessRefused([]),
      (it: unknown) => it,
    );
    expect(error).toBeInstanceOf(AccessRefused);
    return (error as AccessRefused).problems.map(({ where }) => where);
  };

  it('is told all at once', async () => {
    const { exitCode, stderr } = await runCommandLine(['handoff', 'serve', '--port', '0', '--file', EXAMPLE_FILE], {});

    expect(exitCode).toBe(1);
    for (const name of Object.keys(await complete())) expect(stderr).toContain(name);
  });

  it('is enough where all of it is there, with a kubeconfig in place of the token', async () => {
    const others = { ...(await complete()), LINODE_TOKEN: '' };

    expect([await refusals(await complete()), await refusals({ ...others, KUBECONFIG: '/kubeconfig' })]).toEqual([
      [],
      [],
    ]);
  });

  it.each([
    ['AWS_ACCESS_KEY_ID', ''],
    ['AWS_SECRET_ACCESS_KEY', undefined],
    ['LKE_PLATFORM_HANDOFF_KEY', 'c2hvcnQ='],
    ['LKE_PLATFORM_SNAPSHOT_RECIPIENT', undefined],
    ['LKE_PLATFORM_SNAPSHOT_RECIPIENT', 'age1nobody'],
  ])('is looked at: %s as %s', async (name, value) => {
    expect(await refusals({ ...(await complete()), [name]: value })).toEqual([name]);
  });
});
