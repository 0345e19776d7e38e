import { LokiStandIn } from '../loki';

describe('the stand-in of Loki', () => {
  let loki: LokiStandIn;
  beforeEach(async () => {
    loki = await LokiStandIn.start();
  });
  afterEach(() => {
    loki.stop();
  });

  const push = async (time: string, text: string) => {
    const body = JSON.stringify({ streams: [{ stream: { app: 'shop' }, values: [[time, text]] }] });
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${loki.address}/loki/api/v1/push`, { method: 'POST', headers, body });
    return response.status;
  };
  const NOW = '1790000000000000000';

  it('keeps a line once, however often it is pushed (R1)', async () => {
    expect([await push(NOW, 'a'), await push(NOW, 'a'), await push(NOW, 'b')]).toEqual([204, 204, 204]);
    expect(loki.lines.map(({ text }) => text)).toEqual(['a', 'b']);
  });

  it('refuses a time that is not in nanoseconds (R2)', async () => {
    expect(await push('1790000000', 'a')).toBe(400);
    expect(loki.lines).toEqual([]);
  });

  it('is out of order when a test asks for it (R3)', async () => {
    loki.refusal = { status: 503, body: 'later' };

    expect(await push(NOW, 'a')).toBe(503);
    expect(loki.lines).toEqual([]);
  });
});
