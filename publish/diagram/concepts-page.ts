import type { Platform } from '../../model/platform';
import { diagramOf, fenced, VIEW_NAMES } from './diagrams';

/** Page with the pictures of the example of a full platform, between the marks that say so. */
export const CONCEPTS_FILE = 'docs/concepts.md';

/** The platform that the page shows. */
export const CONCEPTS_EXAMPLE = 'docs/examples/full.yaml';

/**
 * Writes the pictures into the page.
 *
 * @throws {Error} if the page has no place for one of them
 */
export function withDiagrams(page: string, platform: Platform): string {
  return VIEW_NAMES.reduce((text, view) => {
    const section = new RegExp(`(<!-- generated: diagram ${view} -->\n)[^]*?(<!-- /generated -->)`);
    if (!section.test(text)) throw new Error(`${CONCEPTS_FILE} has no place for the diagram ${view}`);
    const drawn = `\n<!-- rendered -->\n\n${fenced(diagramOf(platform, view))}\n\n`;
    return text.replace(section, (_, start: string, end: string) => `${start}${drawn}${end}`);
  }, page);
}
