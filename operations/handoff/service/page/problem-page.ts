import { h } from 'preact';
import { ENVIRONMENT_NAMES } from '../../../../model/entities/environment';
import type { NamedProblem, ServiceProblem } from '../problem';
import { pageOf } from './layout';
import { described, type Part } from './parts';
import { type PageSite, pathOf } from './site';

const AGAIN = 'Go back, and correct what you have written: browsers keep it.';

/**
 * A refusal, as a person reads it.
 *
 * @param path that was asked for
 */
export function problemPage(site: PageSite, { status, title, more }: ServiceProblem, path: string): string {
  const back = backFrom(path);
  const said = [
    ...(more.detail === undefined ? [] : [h('p', null, more.detail)]),
    ...(more.problems ?? []).map(problemCard),
  ];
  if (status === 401) {
    const href = `${site.base}/login?return=${encodeURIComponent(back)}`;
    return pageOf({
      ...{ site, title: 'Sign in' },
      inside: [
        h('p', null, 'What an environment offers is shown to those who have a role in it.'),
        ...(title === UNKNOWN ? [] : [h('p', { class: 'notice warn' }, title)]),
        h('p', null, h('a', { class: 'button', href }, 'Sign in')),
      ],
    });
  }
  return pageOf({
    ...{ site, title: `${title.charAt(0).toUpperCase()}${title.slice(1)}` },
    inside: [
      ...said,
      ...(status === 400 || status === 422 ? [h('p', null, AGAIN)] : []),
      h(
        'p',
        null,
        h(
          'a',
          { href: `${site.base}${back}` },
          back === '/' ? 'To the environments' : `Back to ${back.split('/').at(-1) ?? ''}`,
        ),
      ),
    ],
  });
}

/** The refusal of everybody who has not signed in, which the page need not repeat. */
const UNKNOWN = 'nothing proves who you are';

/** The page to go back to: one of ours, whatever was asked for. */
function backFrom(path: string): string {
  const name = ENVIRONMENT_NAMES.find((it) => path === pathOf(it) || path.startsWith(`${pathOf(it)}/`));
  return name === undefined ? '/' : pathOf(name);
}

const problemCard = ({ what, where, given, allowed, fix }: NamedProblem): Part =>
  h('div', { class: 'notice bad' }, [
    h('p', null, what),
    described(
      Object.entries({ Where: where, Given: given, Allowed: allowed, 'What to do': fix }).flatMap(([name, said]) =>
        said === undefined ? [] : [[name, said] as const],
      ),
    ),
  ]);
