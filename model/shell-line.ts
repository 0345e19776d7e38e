/** A command as a person pastes it into a shell: words that a shell would read otherwise are quoted. */
export const shellLine = (...words: readonly string[]) => words.map(quoted).join(' ');

const PLAIN = /^[\w@%+=:,./-]+$/;

const quoted = (word: string) => (PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);
