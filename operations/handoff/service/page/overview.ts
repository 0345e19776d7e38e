import { h } from 'preact';
import type { EnvironmentName } from '../../../../model/entities/environment';
import type { Status } from '../../../../model/lifecycle/status';
import type { DriftReport } from '../../../drift/report';
import type { Caller } from '../caller';
import { pageOf } from './layout';
import { badge, described, moment, type Part } from './parts';
import { type PageSite, pathOf } from './site';

/** An environment in the overview. */
export interface Overseen {
  readonly environment: EnvironmentName;
  readonly status: Status;
  readonly since: string | null;
  readonly contractVersion: number | null;
  /** The last one. `unreadable` where the store does not answer. @default - there is none */
  readonly drift: DriftReport | 'unreadable' | undefined;
  /** Requests that the caller may agree to. */
  readonly waiting: number;
}

/** The environments that somebody may see, with their health. */
export const overviewPage = (site: PageSite, caller: Caller, environments: readonly Overseen[]): string =>
  pageOf({
    ...{ site, caller, title: 'Environments' },
    inside:
      environments.length === 0
        ? [h('p', null, 'You have no role in any environment. A platform engineer gives you one.')]
        : [
            h(
              'ul',
              { class: 'cards' },
              environments.map((it) => card(site, it)),
            ),
          ],
  });

function card({ base }: PageSite, { environment, status, since, contractVersion, drift, waiting }: Overseen): Part {
  return h('li', { class: 'card' }, [
    h('h2', null, h('a', { href: `${base}${pathOf(environment)}` }, environment)),
    badge(status),
    described([
      ['Since', since === null ? 'it is being made' : moment(since)],
      ['Contract', contractVersion === null ? 'not published yet' : `version ${contractVersion}`],
      ['Drift', driftOf(drift)],
      ...(waiting > 0 ? [['To approve', `${waiting}`] as const] : []),
    ]),
  ]);
}

function driftOf(drift: Overseen['drift']): Part {
  if (drift === undefined) return 'not looked for yet';
  if (drift === 'unreadable') return 'cannot be read now';
  const parts = [badge(drift.drift_summary), ' ', moment(drift.detected_at)];
  return h('span', null, drift.complete ? parts : [...parts, ', looked at in part']);
}
