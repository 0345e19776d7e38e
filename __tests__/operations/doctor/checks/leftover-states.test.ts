import { leftoverStates } from '../../../../operations/doctor/checks/leftover-states';
import { Ward } from '../../../support/doctor';

describe('the check of states without a stack', () => {
  let ward: Ward;
  beforeEach(async () => {
    ward = await Ward.open();
  });
  afterEach(() => ward.close());

  function putState(key: string, resources: object[]): void {
    ward.s3.bucket('acme-platform-state').put(key, Buffer.from(JSON.stringify({ serial: 1, lineage: 'a', resources })));
  }

  const resource = { mode: 'managed', type: 'linode_domain', name: 'main', instances: [] };

  it('is content with the states of the stacks, and with empty ones', async () => {
    putState('acme/production.tfstate', [resource]);
    putState('acme/gone.tfstate', []);
    // A destroy leaves what was only read in the state.
    putState('acme/destroyed.tfstate', [{ ...resource, mode: 'data' }]);

    expect(await ward.find(leftoverStates)).toEqual({ status: 'ok', found: 'none' });
  });

  it('finds one behind a thousand other objects', async () => {
    for (let index = 0; index < 1000; index += 1) {
      ward.s3.bucket('acme-platform-state').put(`acme/a/${index}`, Buffer.from(''));
    }
    putState('acme/gone.tfstate', [resource]);

    expect(await ward.find(leftoverStates)).toMatchObject({ status: 'warn' });
  });

  it('warns of resources that nothing describes any more', async () => {
    putState('acme/gone.tfstate', [resource]);

    expect(await ward.find(leftoverStates)).toMatchObject({
      status: 'warn',
      found: expect.stringContaining('the state of gone still has resources') as string,
      fix: expect.stringContaining('destroy it') as string,
    });
  });
});
