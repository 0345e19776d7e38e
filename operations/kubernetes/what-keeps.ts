/** Names the namespaces that do not go, each with what is left in it. */
export const WHAT_KEEPS_NAMESPACES =
  `kubectl get namespaces -o jsonpath='{range .items[?(@.status.phase=="Terminating")]}{.metadata.name}: ` +
  `{.status.conditions[*].message}{"\\n"}{end}'`;
