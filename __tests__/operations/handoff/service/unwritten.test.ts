import { Ledger } from '../../../../operations/ledger/ledger';
import { inEnvironment, serviceWorld } from '../../../support/handoff/service';
import { memoryLedger } from '../../../support/memory-ledger';

describe('what the audit log does not have of a request', () => {
  it.each([['a request for access', { role: 'app-team', reason: 'the release' }]])(
    'is logged: %s',
    async (_, payload) => {
      const { ledger: quick } = memoryLedger();
      const anchors = { ...quick.anchors, write: () => Promise.reject(new Error('the artifacts bucket refuses')) };
      const now = () => new Date('2026-11-27T12:00:00Z');
      const world = await serviceWorld({ ledger: new Ledger({ store: quick.store, anchors, now }) });
      const url = inEnvironment('production', 'access-requests');
      const asked = await world.ask('kim', { method: 'POST', url, payload });
      const { request } = asked.body as { readonly request: string };
      const sequence = await world.ledger.last('production');
      const approved = await world.ask('ada', {
        method: 'POST',
        url: `${url}/${request}/approval`,
        payload: { reason: 'yes, it is due' },
      });
      const lines = world.lines.filter((line) => line.includes('the audit log does not have everything'));

      expect([asked.status, approved.status]).toEqual([201, 200]);
      expect(lines).toEqual(
        [sequence, sequence + 1].map(
          (it) =>
            expect.stringContaining(
              `production/${it} is not anchored outside of the ledger: the artifacts bucket refuses`,
            ) as string,
        ),
      );
      await world.server.close();
    },
  );
});
