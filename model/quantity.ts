const MEMORY_UNITS = { Ki: 1 / 1024 / 1024, Mi: 1 / 1024, Gi: 1, Ti: 1024 } as const;

/** Cores of a CPU quantity (`2`, `1.5`, `500m`); undefined if it is none or not more than zero. */
export function parseCpu(value: string | number): number | undefined {
  const match = /^(\d+(?:\.\d{1,3})?)(m?)$/.exec(String(value));
  if (!match) return undefined;
  const cores = Number(match[1]) / (match[2] ? 1000 : 1);
  return cores > 0 ? cores : undefined;
}

/** GiB of a memory quantity (`512Mi`, `16Gi`); undefined if it is none or not more than zero. */
export function parseMemory(value: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(Ki|Mi|Gi|Ti)$/.exec(value);
  if (!match) return undefined;
  const gib = Number(match[1]) * MEMORY_UNITS[match[2] as keyof typeof MEMORY_UNITS];
  return gib > 0 ? gib : undefined;
}
