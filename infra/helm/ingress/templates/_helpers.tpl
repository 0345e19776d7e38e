{{- define "ingress.labels" -}}
app.kubernetes.io/part-of: ingress
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- /* Where a pod of this chart runs, before whom, and as what: nothing but itself. */}}
{{- define "ingress.pod" -}}
enableServiceLinks: false
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 65532
  runAsGroup: 65532
  seccompProfile: { type: RuntimeDefault }
{{- end }}

{{- define "ingress.container" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: { drop: [ALL] }
{{- end }}

{{- /* After cert-manager's webhook is there, which judges them. */}}
{{- define "ingress.later" -}}
argocd.argoproj.io/sync-wave: '1'
{{- end }}

{{- define "ingress.isDns01" -}}
{{- if eq .Values.certificates.solver "dns01" }}yes{{ end }}
{{- end }}

{{- /*
The certificates, as JSON: for each its name, the names in it, and the namespaces whose routes are served with it. A
name that has not come to its address yet holds up its own certificate only.
*/}}
{{- define "ingress.certificates" -}}
{{- $certificates := list }}
{{- range $environment := .Values.environments }}
{{- $namespaces := list .namespace }}
{{- if eq .name "system" }}{{ $namespaces = concat $namespaces $.Values.systemNamespaces }}{{ end }}
{{- range $domain := .domains }}
{{- if include "ingress.isDns01" $ }}
{{- $certificates = append $certificates (dict "name" $domain "hosts" (list $domain (printf "*.%s" $domain)) "namespaces" $namespaces) }}
{{- else }}
{{- range get $.Values.certificates.hosts $environment.name | default $.Values.certificates.defaultHosts }}
{{- $host := ternary $domain (printf "%s.%s" . $domain) (eq . "@") }}
{{- $certificates = append $certificates (dict "name" $host "hosts" (list $host) "namespaces" $namespaces) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- toJson $certificates }}
{{- end }}
