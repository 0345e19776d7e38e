import { startStandIn, type StandIn } from './start';
import { hasEngine, Root } from './terraform';

const engine = hasEngine() ? describe : describe.skip;

engine(`the provider stand-in under terraform${hasEngine() ? '' : ' (NOT RUN: no terraform on PATH)'}`, () => {
  let standIn: StandIn;
  let root: Root;
  beforeAll(async () => {
    standIn = await startStandIn();
    root = new Root({ TF_REATTACH_PROVIDERS: standIn.reattach });
  });
  afterAll(() => {
    root.remove();
    standIn.stop();
  });

  it('creates, then plans nothing, then destroys', async () => {
    root.write({
      terraform: { required_providers: { linode: { source: 'linode/linode' } } },
      provider: { linode: { token: 'secret' } },
      resource: { linode_vpc: { main: { label: 'main', region: 'us-ord' } } },
    });

    expect(await root.run('init')).toMatchObject({ code: 0 });
    expect(await root.run('apply', '-auto-approve')).toMatchObject({ code: 0 });
    expect(await root.run('plan', '-detailed-exitcode')).toMatchObject({ code: 0 });
    expect(await root.run('destroy', '-auto-approve')).toMatchObject({ code: 0 });
  });
});
