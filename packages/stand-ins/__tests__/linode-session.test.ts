import type { LinodeApi } from '../linode/api/api';
import { LinodeSession, type LinodeSettings } from '../linode/provider/session';
import { World } from '../world/world';

const settings: LinodeSettings = {
  token: 'a-token',
  version: 'v4',
  objectKeys: undefined,
  temporaryObjectKeys: false,
  forceDeleteBuckets: false,
  skipDeletePoll: false,
};

/** A session whose requests get no answer, and how many there were. */
function unanswered() {
  const answer = jest.fn(() => new Promise(() => undefined));
  return { session: new LinodeSession({ answer } as unknown as LinodeApi, settings, new World()), answer };
}

describe('the session of the linode provider', () => {
  it('cancels what is being asked, and asks nothing any more', async () => {
    const { session, answer } = unanswered();
    const asked = Array.from({ length: 30 }, (_, id) => session.get(`/lke/clusters/${id}`, 'reading'));
    session.stop();

    for (const request of asked) await expect(request).rejects.toThrow('reading: context canceled');
    await expect(session.get('/profile', 'late')).rejects.toThrow('late: context canceled');
    expect(answer).toHaveBeenCalledTimes(30);
  });

  it('asks many things at once without a warning of Node', async () => {
    const warned = jest.fn();
    process.on('warning', warned);
    const { session } = unanswered();
    const asked = Array.from({ length: 30 }, () => session.get('/profile', 'reading').catch(() => undefined));
    await new Promise((resolve) => setImmediate(resolve));
    session.stop();
    await Promise.all(asked);
    process.off('warning', warned);

    expect(warned).not.toHaveBeenCalled();
  });
});
