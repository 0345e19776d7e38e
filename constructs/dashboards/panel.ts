/** A query of a panel, in PromQL. */
export interface PanelQuery {
  readonly expr: string;
  /** Name of a series, with its labels as `{{label}}`. */
  readonly legend: string;
  /** Whether points lead to the traces behind them, which histograms keep. @default false */
  readonly exemplars?: boolean;
}

/** What a value is, and from where on it is bad: the unit as Grafana calls it, and the values from which on. */
export interface Scale {
  readonly unit: string;
  /** @default - no value is bad */
  readonly warning?: number;
  readonly critical?: number;
}

/** What a panel shows, before Grafana has a say in it. */
export interface Panel extends Scale {
  readonly title: string;
  /** What it tells, as a sentence with its end. */
  readonly about: string;
  readonly queries: readonly PanelQuery[];
}
