{{- define "sample-service.selector" -}}
app.kubernetes.io/name: sample-service
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "sample-service.labels" -}}
{{ include "sample-service.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}
