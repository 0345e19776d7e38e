import { loadPlatform } from '../../model/load';
import { type Platform } from '../../model/platform';

/** The platform of a text that has to be right. */
export function platformOf(text: string): Platform {
  const { platform, problems } = loadPlatform(text, { file: 'platform.yaml' });
  if (!platform) throw new Error(problems.map(({ line, what }) => `${line}: ${what}`).join('\n'));
  return platform;
}
