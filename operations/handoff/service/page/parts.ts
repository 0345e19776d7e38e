import { type ComponentChild, h } from 'preact';
import type { Status } from '../../../../model/lifecycle/status';
import type { Severity } from '../../../../model/rules/drift/finding';

/** What the parts of the page are made of. Texts are escaped where they are rendered, and nowhere else. */
export type Part = ComponentChild;

/** Names and what is said of each. */
export const described = (pairs: readonly (readonly [string, Part])[]): Part =>
  h(
    'dl',
    null,
    pairs.flatMap(([name, said]) => [h('dt', null, name), h('dd', null, said)]),
  );

/** A time as people read it. @param iso in ISO 8601 */
export const moment = (iso: string): Part =>
  h('time', { dateTime: iso }, `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`);

const LOOKS: Readonly<Record<Status | Severity | 'waits-for-approval' | 'approved' | 'refused' | 'used', string>> = {
  ready: 'good',
  none: 'good',
  approved: 'good',
  provisioning: 'warn',
  recovering: 'warn',
  minor: 'warn',
  'waits-for-approval': 'warn',
  degraded: 'bad',
  refused: 'bad',
  major: 'bad',
  retired: 'dim',
  used: 'dim',
};

/** A status in words; its colour only repeats it. */
export const badge = (status: keyof typeof LOOKS): Part =>
  h('span', { class: `badge ${LOOKS[status]}` }, status.replaceAll('-', ' '));

export interface Field {
  /** Of the form. */
  readonly name: string;
  /** Of the element: one page has several forms. */
  readonly id: string;
  readonly label: string;
  /** @default - none */
  readonly hint?: string;
  readonly required?: boolean;
  readonly maxLength: number;
}

/** A field with its label, and what helps to fill it in. */
export const field = ({ name, id, label, hint, required = false, maxLength }: Field): Part[] => [
  h('label', { for: id }, required ? label : `${label} (optional)`),
  ...(hint === undefined ? [] : [h('p', { class: 'hint', id: `${id}-hint` }, hint)]),
  h('input', {
    ...{ id, name, type: 'text', required, maxLength, autoComplete: 'off' },
    ...(hint !== undefined && { 'aria-describedby': `${id}-hint` }),
  }),
];

/** A form that changes something: it carries the token of the session. */
export const form = (action: string, csrf: string, inside: readonly Part[]): Part =>
  h('form', { action, method: 'post' }, [h('input', { type: 'hidden', name: 'csrf_token', value: csrf }), ...inside]);

/** A part of the page, which its contents lead to and which takes the focus with it. */
export const section = (id: string, title: string, inside: readonly Part[]): Part =>
  h('section', { 'aria-labelledby': id }, [h('h2', { id, tabIndex: -1 }, title), ...inside]);
