import { ContractUnreadable, type UnreadableCause } from '../../../../operations/handoff/contracts';
import { inEnvironment, serviceWorld } from '../../../support/handoff/service';

describe('the service, where the document of a contract cannot be read', () => {
  it.each<[UnreadableCause, string]>([
    ['damaged', 'The document of version 1 is damaged.'],
    ['other-format', 'Version 1 was published by another release of lke-platform'],
  ])('says that it is %s, and shows everything else', async (why, text) => {
    const world = await serviceWorld();
    world.desk.book.contracts.read = (environment, id) =>
      Promise.reject(new ContractUnreadable(environment, id, why, 'handoff/production/1.json in acme-artifacts'));
    const answered = await world.ask('kim', { url: inEnvironment('production', 'contract') });
    const page = await world.ask('kim', { url: '/environments/production' });

    expect(answered).toMatchObject({ status: 503, body: { title: 'the contract of production cannot be read now' } });
    expect(answered.body.detail).toContain(text);
    expect(answered.body.detail).toContain('npx lke-platform handoff publish production');
    expect(answered.text + page.text).not.toContain('acme-artifacts');
    expect(page.status).toBe(200);
    expect(page.text).toContain(text);
    expect(page.text).toContain('id="drift"');
    // Whoever runs the service learns which object it is.
    expect(world.lines.join('\n')).toContain('handoff/production/1.json in acme-artifacts');
    await world.server.close();
  });

  it('says that it was never kept, where the run that published it was killed', async () => {
    const world = await serviceWorld();
    world.desk.book.contracts.read = () => Promise.resolve(undefined);
    const answered = await world.ask('kim', { url: inEnvironment('production', 'contract') });
    const page = await world.ask('kim', { url: '/environments/production' });

    expect(answered).toMatchObject({ status: 503, body: { title: 'the contract of production cannot be read now' } });
    expect(answered.body.detail).toContain('The document of version 1 is not kept.');
    expect([page.status, page.text]).toEqual([200, expect.stringContaining('version 1 is not kept')]);
    await world.server.close();
  });
});
