import { h } from 'preact';
import type { AccessPolicy } from '../../../../model/derive/access-policy';
import { badge, described, field, form, moment, type Part, section } from './parts';

/** A request, as the API shows it, and what its reader may do with it. */
export interface ShownRequest {
  readonly request: string;
  readonly role: string;
  readonly holder: string;
  readonly asked_by: string;
  readonly reason: string;
  readonly time: string;
  readonly state: 'waits-for-approval' | 'approved' | 'used';
  readonly approved_by: string | null;
  readonly refused_by: string | null;
  /** Why it was refused. */
  readonly refusal: string | null;
  readonly reused_at: readonly string[];
  readonly isMine: boolean;
}

export interface AccessProps {
  /** Path of the environment, as browsers see it. */
  readonly path: string;
  readonly csrf: string;
  /** Policies of the roles that the reader may ask for. */
  readonly policies: readonly AccessPolicy[];
  readonly requests: readonly ShownRequest[];
  /** Whether newer ones than these stand on another page. */
  readonly isOlder: boolean;
  /** Where older ones begin; undefined where there are none. */
  readonly next: number | undefined;
  /** Whether the reader may agree to requests of others. */
  readonly mayApprove: boolean;
}

/** Asking for access, agreeing to it, and the way to the kubeconfig. */
export function accessPart(props: AccessProps): Part {
  const { requests } = props;
  return section('access', 'Access', [
    ...warnings(requests),
    h('h3', null, 'Requests'),
    ...(requests.length === 0
      ? [h('p', null, props.isOlder ? 'There are no older ones.' : 'There are none that are open.')]
      : requests.map((it) => requestCard(it, props))),
    ...otherPages(props),
    ...askForm(props),
  ]);
}

function otherPages({ path, isOlder, next }: AccessProps): Part[] {
  const to = (query: string, text: string) => h('p', null, h('a', { href: `${path}${query}#access` }, text));
  return [
    ...(next === undefined ? [] : [to(`?before=${next}`, 'Older requests')]),
    ...(isOlder ? [to('', 'The newest requests')] : []),
  ];
}

/** Somebody else may have the address: whoever holds the grant is told first. */
const warnings = (requests: readonly ShownRequest[]): Part[] =>
  requests
    .filter(({ isMine, reused_at }) => isMine && reused_at.length > 0)
    .map(({ request, reused_at }) =>
      h('p', { class: 'notice bad', role: 'alert' }, [
        `An address of your kubeconfig of request ${request}, which had been used, was tried again, the last time at `,
        moment(reused_at.at(-1) ?? ''),
        '. If that was not you, somebody else has seen it: have the grant revoked.',
      ]),
    );

function askForm({ path, csrf, policies }: AccessProps): Part[] {
  if (policies.length === 0) return [h('p', null, 'There is no role that you could ask for here.')];
  return [
    h('h3', null, 'Ask for access'),
    form(`${path}/requests`, csrf, [
      h('label', { for: 'role' }, 'Role'),
      h(
        'select',
        { id: 'role', name: 'role', required: true },
        policies.map(({ role, maxDuration, approval, requiresIncidentTicket }) =>
          h(
            'option',
            { value: role },
            [
              `${role}: ${maxDuration} at most`,
              approval === 'none' ? '' : ', somebody else agrees',
              requiresIncidentTicket ? ', with a ticket' : '',
            ].join(''),
          ),
        ),
      ),
      ...field({
        name: 'reason',
        id: 'reason',
        label: 'Reason',
        required: true,
        maxLength: 500,
        hint: 'For the audit log.',
      }),
      ...field({
        ...{ name: 'duration', id: 'duration', label: 'How long', maxLength: 30 },
        hint: 'As an ISO-8601 duration, such as PT1H; else the longest that the role allows.',
      }),
      ...field({ name: 'ticket', id: 'ticket', label: 'Incident ticket', maxLength: 200, hint: 'Such as INC-4711.' }),
      h('button', { type: 'submit' }, 'Ask for access'),
    ]),
  ];
}

function requestCard(it: ShownRequest, { path, csrf, mayApprove }: AccessProps): Part {
  const { request, role, holder, asked_by, reason, time, state, approved_by, refused_by, refusal, isMine } = it;
  const id = `request-${request}`;
  const at = `${path}/requests/${request}`;
  return h('article', { class: 'card', 'aria-labelledby': id }, [
    h('h4', { id, tabIndex: -1 }, `${role} for ${holder}`),
    badge(refused_by === null ? state : 'refused'),
    described([
      ['Request', h('code', null, request)],
      ['Asked by', asked_by],
      ['Reason', reason],
      ['Asked at', moment(time)],
      ...(approved_by === null ? [] : [['Approved by', approved_by] as const]),
      ...(refused_by === null ? [] : [['Refused by', refused_by] as const, ['Why', refusal ?? ''] as const]),
    ]),
    ...(state === 'waits-for-approval' && mayApprove && !isMine
      ? [
          form(`${at}/approval`, csrf, [
            ...field({
              name: 'reason',
              id: `why-${request}`,
              label: `Why you approve ${request}`,
              required: true,
              maxLength: 500,
            }),
            h('button', { type: 'submit' }, `Approve ${role} for ${holder}`),
          ]),
          form(`${at}/refusal`, csrf, [
            ...field({
              name: 'reason',
              id: `why-not-${request}`,
              label: `Why you refuse ${request}`,
              required: true,
              maxLength: 500,
            }),
            h('button', { type: 'submit', class: 'quiet' }, `Refuse ${role} for ${holder}`),
          ]),
        ]
      : []),
    ...(state === 'approved' && isMine
      ? [form(`${at}/kubeconfig`, csrf, [h('button', { type: 'submit' }, 'Get the kubeconfig')])]
      : []),
  ]);
}
