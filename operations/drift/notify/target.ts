import type { DriftReport } from '../report';
import type { Matter } from './matter';

/** What an incident is about. */
export interface IncidentSubject {
  readonly report: DriftReport;
  readonly matter: Pick<Matter, 'name' | 'severity'>;
  readonly title: string;
  /** In Markdown. */
  readonly body: string;
}

/** Where incidents are opened. */
export interface IncidentTarget {
  /** As errors and records name it: `github`. */
  readonly name: string;
  /** Opens an incident. @returns its id there */
  open(subject: IncidentSubject): Promise<string>;
  /** Tells of findings that came after it was opened; opens another one where a person has closed it. @returns its id */
  tellMore(id: string, subject: IncidentSubject): Promise<string>;
  /** Whether a person has closed or deleted it, as far as that can be read there. */
  isClosed(id: string): Promise<boolean>;
  close(id: string, subject: IncidentSubject): Promise<void>;
}
