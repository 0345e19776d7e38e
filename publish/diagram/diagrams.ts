import type { Platform } from '../../model/platform';
import { clusterDiagram } from './cluster';
import { dataDiagram } from './data';
import { lifecycleDiagram } from './lifecycle';
import { flowchart, type Flowchart } from './mermaid';
import { networkDiagram } from './network';
import { stacksDiagram } from './stacks';

/** The pictures of a platform, each with a title. */
export const VIEWS = {
  stacks: { title: 'Stacks and states', draw: stacksDiagram },
  cluster: { title: 'Environments, namespaces and node pools', draw: clusterDiagram },
  network: { title: 'Who may talk to whom', draw: networkDiagram },
  data: { title: 'Where data goes', draw: dataDiagram },
  lifecycle: { title: 'The life of an environment', draw: lifecycleDiagram },
} as const satisfies Record<string, { title: string; draw: (platform: Platform) => Flowchart }>;

export type View = keyof typeof VIEWS;
export const VIEW_NAMES = Object.keys(VIEWS) as View[];

export interface Diagram {
  readonly view: View;
  readonly title: string;
  /** Text in the language of Mermaid, without a fence. */
  readonly mermaid: string;
}

/** Draws one picture of a platform. */
export const diagramOf = (platform: Platform, view: View): Diagram => ({
  view,
  title: VIEWS[view].title,
  mermaid: flowchart(VIEWS[view].draw(platform)),
});

/** A picture as Markdown shows it. */
export const fenced = ({ mermaid }: Diagram): string => `\`\`\`mermaid\n${mermaid}\n\`\`\``;

/** Several pictures as a page in Markdown. */
export const diagramPage = (name: string, diagrams: readonly Diagram[]): string =>
  [`# Platform ${name}`, ...diagrams.flatMap((it) => [`## ${it.title}`, fenced(it)])].join('\n\n');
