{{- define "baseline-observability.labels" -}}
app.kubernetes.io/part-of: baseline-observability
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}
