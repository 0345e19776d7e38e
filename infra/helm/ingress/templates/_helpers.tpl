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
{{- $namespaces := prepend (.namespaces | default list) .namespace }}
{{- if eq .name "system" }}{{ $namespaces = concat $namespaces $.Values.systemNamespaces | uniq }}{{ end }}
{{- if include "ingress.isDns01" $ }}
{{- range .domains }}
{{- $certificates = append $certificates (dict "name" . "hosts" (list . (printf "*.%s" .)) "namespaces" $namespaces) }}
{{- end }}
{{- else }}
{{- $hosts := list }}
{{- range $domain := .domains }}
{{- range get $.Values.certificates.hosts $environment.name | default $.Values.certificates.defaultHosts }}
{{- $host := ternary $domain (printf "%s.%s" . $domain) (eq . "@") }}
{{- $hosts = append $hosts $host }}
{{- range $other := $.Values.environments }}
{{- range $deeper := .domains }}
{{- if and (ne $other.name $environment.name) (gt (len $deeper) (len $domain)) (hasSuffix (printf ".%s" $deeper) (printf ".%s" $host)) }}
{{- fail (printf "certificates.hosts: %s would be a name of %s, and %s is a domain of %s: list it there" $host $environment.name $deeper $other.name) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- range concat $hosts (.hosts | default list) | uniq }}
{{- $certificates = append $certificates (dict "name" . "hosts" (list .) "namespaces" $namespaces) }}
{{- end }}
{{- end }}
{{- end }}
{{- toJson $certificates }}
{{- end }}
