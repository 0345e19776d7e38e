import { node } from '../../../../operations/doctor/checks/node';
import { find } from '../../../support/surroundings';

describe('the check of Node', () => {
  it.each([
    ['v18.20.0', 'fail'],
    ['v20.18.3', 'fail'],
    ['v20.19.0', 'ok'],
    ['v22.11.0', 'ok'],
    ['v24.1.0', 'warn'],
  ])('%s: %s', async (nodeVersion, status) => {
    expect(await find(node, { nodeVersion })).toMatchObject({ status });
  });

  it('says that only cdktf-cli crashes on a new one', async () => {
    expect(await find(node, { nodeVersion: 'v24.1.0' })).toMatchObject({
      found: expect.stringContaining('npx cdktf crashes') as string,
      fix: expect.stringContaining('Node 22') as string,
    });
  });
});
