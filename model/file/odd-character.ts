/** Names the first character of a text that is not on every keyboard, since it may look like one that is. */
export function oddCharacter(text: string): string {
  const [character] = /[^\x20-\x7e…]/u.exec(text) ?? [];
  const code = character?.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  return code === undefined ? '' : `; its character U+${code} is none of the plain ones`;
}
