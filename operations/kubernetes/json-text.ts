/** What an answer says in JSON; undefined for what is not JSON. */
export function parsed(answer: string): unknown {
  try {
    return JSON.parse(answer);
  } catch {
    return undefined;
  }
}
