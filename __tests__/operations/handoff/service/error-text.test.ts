import { errorText } from '../../../../operations/handoff/service/error-text';
import { serviceWorld, inEnvironment } from '../../../support/handoff/service';

describe('what the log says of an error', () => {
  it('has the causes of it, one after the other', () => {
    const cause = new Error('the store refuses', { cause: new Error('connect ECONNREFUSED 10.0.0.7:443') });
    const text = errorText(new Error('the copy of a kubeconfig cannot be encrypted', { cause }));

    expect(text).toMatch(
      /cannot be encrypted[^]*caused by: Error: the store refuses[^]*caused by: Error: connect ECONNREFUSED/,
    );
  });

  it('ends, also where an error is its own cause', () => {
    const error: Error & { cause?: unknown } = new Error('round');
    error.cause = error;

    expect(errorText(error).match(/caused by/g)).toHaveLength(5);
    expect(errorText('text')).toBe("'text'");
  });

  it.each([
    ['GET https://handoff.acme.example/v1/kubeconfigs/eyJhbGciOi.J9.x failed', 'kubeconfigs/…'],
    ['authorization: Bearer abc.def', 'Bearer …'],
    ['token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln', 'token …'],
    ['https://id.acme.example/token?code=secret-code&state=s1', '?code=…&state=…'],
    ['redis://default:hunter2@10.0.0.7:6379', 'redis://…@10.0.0.7'],
  ])('opens nothing: %s', (text, told) => {
    const logged = errorText(new Error('it failed', { cause: new Error(text) }));

    expect(logged).toContain(told);
    expect(logged).not.toMatch(/abc\.def|eyJ|secret-code|hunter2/);
  });

  it('is what the service logs of a failure, and nothing of it is answered', async () => {
    const world = await serviceWorld();
    world.desk.book.contracts.read = () => Promise.reject(new Error('it failed', { cause: new Error('the reason') }));
    const { status, text } = await world.ask('kim', { url: inEnvironment('production', 'contract') });

    expect([status, text.includes('the reason')]).toEqual([500, false]);
    expect(world.lines.join('\n')).toContain('caused by: Error: the reason');
    await world.server.close();
  });
});
