import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { type Caller, holderOf } from '../caller';
import { form, type Part } from './parts';
import type { PageSite } from './site';

export interface PageProps {
  readonly site: PageSite;
  /** What the page is of, without the name of the platform. */
  readonly title: string;
  /** @default - nobody has signed in */
  readonly caller?: Caller | undefined;
  readonly inside: readonly Part[];
}

/** A whole page. It has no script, and asks nobody but the service itself for anything. */
export function pageOf({ site: { name, base }, title, caller, inside }: PageProps): string {
  const html = h('html', { lang: 'en' }, [
    h('head', null, [
      h('meta', { charset: 'utf-8' }),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('title', null, `${title} · ${name}`),
      h('link', { rel: 'stylesheet', href: `${base}/page.css` }),
    ]),
    h('body', null, [
      h('a', { class: 'skip', href: '#main' }, 'Skip to the content'),
      h(
        'header',
        { class: 'top' },
        h('div', { class: 'width' }, [
          h('a', { href: `${base}/` }, `${name}: environments`),
          ...(caller === undefined ? [] : signedIn(caller, base)),
        ]),
      ),
      h('main', { id: 'main', class: 'width', tabIndex: -1 }, [h('h1', null, title), ...inside]),
    ]),
  ]);
  return `<!doctype html>${renderToString(html)}\n`;
}

const signedIn = (caller: Caller, base: string): Part[] => [
  h('span', { class: 'who' }, holderOf(caller)),
  form(`${base}/sign-out`, caller.csrf ?? '', [h('button', { class: 'quiet', type: 'submit' }, 'Sign out')]),
];
