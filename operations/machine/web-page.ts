/**
 * Whether a content type is that of web pages. A portal that wants a login, or a proxy, answers with one to everything, which
 * reads as an empty list where nobody looks.
 */
export const isWebPageType = (contentType: string): boolean =>
  /^\s*(text\/html|application\/xhtml\+xml)\b/i.test(contentType);
