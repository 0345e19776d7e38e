import { isRandomName } from '../linode/random-name';

/** Ends of the labels of the keys, of which one reads, and one is for the reports. */
export const KEY_ENDS = { reader: '-read', reporter: '-reports' } as const;

const ENDS = ['', ...Object.values(KEY_ENDS)];

/** Beginning of the names of all credentials that look for drift of a platform. */
export const prefixOf = (platform: string) => `${platform}-drift`;

/** Whether a label is one of a token or key of the credentials of that name. */
export const isLabelOf = (name: string, label: string) => ENDS.some((end) => label === name + end);

/** Whether a label is one of a token or key of any credentials of a platform. */
export const isLabelOfPlatform = (platform: string, label: string) => isRandomName(label, prefixOf(platform), ENDS);
