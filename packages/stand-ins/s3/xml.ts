/** Content of an XML element: a value, child elements by name, or several of the same name. */
export type Content = string | number | boolean | Elements;
interface Elements {
  readonly [name: string]: Content | readonly Content[] | undefined;
}

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** An XML document of S3. */
export function xml(root: string, elements: Elements): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${NAMESPACE}">${inner(elements)}</${root}>`;
}

/** Texts of all elements of that name in a document. */
export function textsOf(document: string, name: string): string[] {
  return [...document.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text = '']) => unescaped(text));
}

function inner(content: Content): string {
  if (typeof content !== 'object') return escaped(String(content));
  return Object.entries(content)
    .flatMap(([name, value]) => [value ?? []].flat().map((it) => `<${name}>${inner(it)}</${name}>`))
    .join('');
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const unescaped = (text: string) =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');
