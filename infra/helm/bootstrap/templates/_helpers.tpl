{{- define "bootstrap.labels" -}}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/instance: {{ .Release.Name }}
lke-platform.io/platform: {{ .Values.platform | quote }}
{{- end }}

{{- /* Whoever may change the policies themselves: Terraform is one of them. Argo CD acts for others, and is not. */}}
{{- define "bootstrap.isPlatform" -}}
(authorizer.group('admissionregistration.k8s.io').resource('validatingadmissionpolicies').check('update').allowed() && !request.userInfo.username.startsWith('system:serviceaccount:{{ .Release.Namespace }}:'))
{{- end }}

{{- define "bootstrap.isController" -}}
(request.userInfo.username == 'system:serviceaccount:{{ .Release.Namespace }}:argocd-application-controller')
{{- end }}

{{- /* A request that leaves `spec` as it is. Argo CD writes status and operation of an Application with the object. */}}
{{- define "bootstrap.isSpecKept" -}}
(request.operation == 'UPDATE' && object.spec == oldObject.spec)
{{- end }}

{{- /* Kubernetes' collector deletes what belongs to something that is not there, and no policy holds it back. */}}
{{- define "bootstrap.isOwnerKept" -}}
(!has(object.metadata.ownerReferences) || (request.operation == 'UPDATE' && object.metadata.?ownerReferences == oldObject.metadata.?ownerReferences))
{{- end }}

{{- /*
Argo CD goes on with what it noted in the status, whatever stands in `operation` and `spec`: the source, the commit, when it
began. Nobody else writes that, but to end it; and its controller does for itself alone, and never for a commit that it
renders, which it notes in an annotation with each change.
*/}}
{{- define "bootstrap.lastApplied" -}}
metadata.?annotations[?'kubectl.kubernetes.io/last-applied-configuration']
{{- end }}

{{- /* What a commit said of the status as it was then would come back with it one day, when nothing of the commit changes. */}}
{{- define "bootstrap.isAppliedWithoutState" -}}
!object.{{ include "bootstrap.lastApplied" . }}.orValue('').contains('"operationState"')
{{- end }}

{{- define "bootstrap.isStatusKept" -}}
(object.?status == oldObject.?status)
{{- end }}

{{- define "bootstrap.isEnd" -}}
(object.?status.?operationState.?phase.orValue('') == 'Terminating' && oldObject.?status.?operationState.?phase.orValue('') == 'Running' &&
{{- range list (dict "of" "status" "but" "operationState") (dict "of" "status.operationState" "but" "phase") }}
dyn(object).{{ .of }}.all(key, key == '{{ .but }}' || dyn(object).{{ .of }}[key] == dyn(oldObject).{{ .of }}[?key].orValue(null)) &&
dyn(oldObject).{{ .of }}.all(key, key in dyn(object).{{ .of }}) &&
{{- end }} true)
{{- end }}

{{- define "bootstrap.isNotedByController" -}}
(request.operation == 'CREATE' ? !has(object.status) && !has(object.operation) :
{{ include "bootstrap.isController" . }} ? object.{{ include "bootstrap.lastApplied" . }} == oldObject.{{ include "bootstrap.lastApplied" . }} || ({{ include "bootstrap.isStatusKept" . }} && object.?operation == oldObject.?operation && {{ include "bootstrap.isAppliedWithoutState" . }}) :
{{ include "bootstrap.isStatusKept" . }} || {{ include "bootstrap.isEnd" . }})
{{- end }}

{{- /* One that runs was looked at when somebody asked for it; meanwhile the Application may get another source. */}}
{{- define "bootstrap.isOperationKept" -}}
(!has(object.operation) || (request.operation == 'UPDATE' && object.?operation == oldObject.?operation))
{{- end }}

{{- /* What an operation may not bring along: parts of a commit, or another source than that of the Application. */}}
{{- define "bootstrap.isWholeSource" -}}
({{ include "bootstrap.isOperationKept" . }} || !has(object.operation.sync) || (!has(object.operation.sync.manifests) && (!has(object.operation.sync.source) || object.operation.sync.source == object.spec.source) && !has(object.operation.sync.sources) && !has(object.operation.sync.revisions)))
{{- end }}

{{- /* Whose root makes an object, as Argo CD notes with it: of two that render one name, the other took it over. */}}
{{- define "bootstrap.trackingKey" -}}
argocd.argoproj.io/tracking-id
{{- end }}

{{- define "bootstrap.tracking" -}}
object.metadata.?annotations[?'{{ include "bootstrap.trackingKey" . }}'].orValue('')
{{- end }}

{{- define "bootstrap.isTrackingKept" -}}
(request.operation == 'UPDATE' && {{ include "bootstrap.tracking" . }} == oldObject.metadata.?annotations[?'{{ include "bootstrap.trackingKey" . }}'].orValue(''))
{{- end }}

{{- /* What an application that waits leaves to others in the cluster, and how it is kept; the chart `applications` has both. */}}
{{- define "bootstrap.ignored" -}}
[{"group": "apps", "kind": "*", "managedFieldsManagers": ["kube-controller-manager"]}]
{{- end }}

{{- define "bootstrap.automated" -}}
{"prune": true, "selfHeal": true}
{{- end }}

{{- /* Options of an application that waits, as the chart `applications` sets them and in its order. */}}
{{- define "bootstrap.syncOptions" -}}
ServerSideApply=true SkipDryRunOnMissingResource=true RespectIgnoreDifferences=true Prune=confirm Delete=confirm
{{- end }}

{{- define "bootstrap.root" -}}
{{ .name }}-root
{{- end }}

{{- /* A value in CEL. Values of one literal are of one type there: any is. */}}
{{- define "bootstrap.cel" -}}
{{- if kindIs "map" . -}}
dyn({ {{- range $index, $key := keys . | sortAlpha }}{{ if $index }}, {{ end }}{{ toJson $key }}: {{ include "bootstrap.cel" (get $ $key) }}{{ end -}} })
{{- else if kindIs "slice" . -}}
dyn([ {{- range $index, $item := . }}{{ if $index }}, {{ end }}{{ include "bootstrap.cel" $item }}{{ end -}} ])
{{- else -}}
dyn({{ toJson . }})
{{- end -}}
{{- end }}
