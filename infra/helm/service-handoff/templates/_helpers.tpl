{{- define "service-handoff.selector" -}}
app.kubernetes.io/name: service-handoff
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "service-handoff.labels" -}}
{{ include "service-handoff.selector" . }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/version: {{ .Chart.Version | quote }}
{{- end }}
