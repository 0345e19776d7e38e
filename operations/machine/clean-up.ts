/** Something failed, and then what it had made could not be removed. */
export class CleanUpFailed extends Error {
  readonly problems: readonly { readonly what: string }[];

  constructor(
    /** What failed first. */
    readonly first: unknown,
    second: unknown,
  ) {
    super(`${messageOf(first)} Then, what it had made could not be removed: ${messageOf(second)}`);
    this.name = 'CleanUpFailed';
    this.problems = [
      ...problemsOf(first),
      { what: `what it had made could not be removed then, and is still there: ${messageOf(second)}` },
    ];
  }
}

/**
 * Does something and cleans up after it, whatever came of it.
 *
 * @throws what the work threw; {@link CleanUpFailed} with it first, when the cleaning up failed, too
 */
export async function thenCleanUp<T>(work: () => Promise<T>, cleanUp: () => Promise<void>): Promise<T> {
  let result: T;
  try {
    result = await work();
  } catch (first) {
    await cleanUp().catch((second: unknown) => {
      throw new CleanUpFailed(first, second);
    });
    throw first;
  }
  await cleanUp();
  return result;
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function problemsOf(error: unknown): readonly { readonly what: string }[] {
  const { problems } = error as { problems?: unknown };
  return Array.isArray(problems) && problems.length > 0
    ? (problems as { readonly what: string }[])
    : [{ what: messageOf(error) }];
}
