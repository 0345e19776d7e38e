import { CleanUpFailed, thenCleanUp } from '../../../operations/machine/clean-up';

describe('work that is cleaned up after', () => {
  const fails = (message: string) => () => Promise.reject(new Error(message));
  const works = () => Promise.resolve();

  it('gives what it came to, and is cleaned up after', async () => {
    const cleanUp = jest.fn(works);

    await expect(thenCleanUp(() => Promise.resolve(1), cleanUp)).resolves.toBe(1);
    expect(cleanUp).toHaveBeenCalledTimes(1);
  });

  it('says what failed, and is cleaned up after all the same', async () => {
    const cleanUp = jest.fn(works);

    await expect(thenCleanUp(fails('first'), cleanUp)).rejects.toThrow('first');
    expect(cleanUp).toHaveBeenCalledTimes(1);
  });

  it('never hides the first error behind that of the cleaning up', async () => {
    const failed = thenCleanUp(fails('first'), fails('second'));

    await expect(failed).rejects.toBeInstanceOf(CleanUpFailed);
    await expect(failed).rejects.toMatchObject({
      problems: [{ what: 'first' }, { what: expect.stringContaining('still there: second') as string }],
    });
  });
});
