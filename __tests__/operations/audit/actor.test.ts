import { provenActor } from '../../../operations/audit/actor';
import { httpStandIn } from '@lke-platform/stand-ins/http-stand-in';

it('is the user whom the Linode token belongs to', async () => {
  await httpStandIn([{ body: { username: 'jane', email: 'jane@example.com' } }], async ({ url, requests }) => {
    const actor = await provenActor({ linode: { url: `${url}/v4`, token: 'a-token' } });

    expect(actor).toEqual({ name: 'jane', provenBy: 'linode-profile' });
    expect(requests[0]).toMatchObject({ url: '/v4/profile', headers: { authorization: 'Bearer a-token' } });
  });
});

it('is nobody without a credential, whatever the user of this machine is called', async () => {
  await expect(provenActor({})).rejects.toThrow('nothing proves who you are, so nothing was done');
});

it.each([
  [401, 'Invalid Token'],
  [403, 'Unauthorized'],
])('is nobody with a token that Linode refuses with %d: the profile takes no scope', async (status, reason) => {
  await httpStandIn([{ status, body: { errors: [{ reason }] } }], async ({ url }) => {
    await expect(provenActor({ linode: { url: `${url}/v4`, token: 'wrong' } })).rejects.toThrow(
      new RegExp(`nothing was done.*takes no scope.*make a new one.*${reason}`),
    );
  });
});
