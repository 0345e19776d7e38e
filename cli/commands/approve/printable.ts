/** What a repository says, and Argo CD or git of it, is shown, and does not command the terminal. */
export const printable = (line: string) =>
  line.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (it) =>
    it === '\t' ? it : `\\u{${(it.codePointAt(0) ?? 0).toString(16)}}`,
  );

export const shownLines = (text: string) => text.split('\n').map(printable);
