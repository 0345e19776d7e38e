import { h } from 'preact';
import type { EnvironmentName } from '../../../../model/entities/environment';
import type { Status } from '../../../../model/lifecycle/status';
import type { DriftReport } from '../../../drift/report';
import type { Caller } from '../caller';
import { type AccessProps, accessPart } from './access-part';
import { contractPart, type ShownContract } from './contract-part';
import { driftPart } from './drift-part';
import { historyParts, type ShownEvent } from './history-part';
import { pageOf } from './layout';
import { badge, moment } from './parts';
import type { PageSite } from './site';

export interface EnvironmentPageProps {
  readonly site: PageSite;
  readonly environment: EnvironmentName;
  readonly caller: Caller;
  readonly access: AccessProps;
  readonly status: { readonly status: Status; readonly since: string | null };
  readonly published: ShownContract;
  readonly drift: readonly DriftReport[] | 'unreadable';
  readonly events: readonly ShownEvent[];
}

const CONTENTS = ['access', 'contract', 'drift', 'rollbacks', 'history'];

/** Everything about an environment that somebody may see. */
export function environmentPage(props: EnvironmentPageProps): string {
  const { site, environment, caller, access, published, drift, events } = props;
  const { status, since } = props.status;
  return pageOf({
    ...{ site, caller, title: environment },
    inside: [
      h('p', null, [badge(status), ...(since === null ? [] : [' since ', moment(since)])]),
      h(
        'nav',
        { 'aria-label': 'On this page' },
        h(
          'ul',
          null,
          CONTENTS.map((id) => h('li', null, h('a', { href: `#${id}` }, id))),
        ),
      ),
      accessPart(access),
      contractPart(published),
      driftPart(drift),
      ...historyParts(events),
    ],
  });
}
