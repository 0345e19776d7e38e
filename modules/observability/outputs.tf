output "namespace" {
  description = "Name of the namespace."
  value       = kubernetes_namespace_v1.namespace.metadata[0].name
}

output "loki_bucket" {
  description = "Name of the bucket for logs."
  value       = linode_object_storage_bucket.loki_bucket.label
}

output "tempo_bucket" {
  description = "Name of the bucket for traces."
  value       = linode_object_storage_bucket.tempo_bucket.label
}

output "otlp_grpc_endpoint" {
  description = "Address that applications send OTLP to by gRPC, within the cluster."
  value       = "http://opentelemetry-collector.${kubernetes_namespace_v1.namespace.metadata[0].name}.svc:4317"
}

output "otlp_http_endpoint" {
  description = "Address that applications send OTLP to by HTTP, within the cluster."
  value       = "http://opentelemetry-collector.${kubernetes_namespace_v1.namespace.metadata[0].name}.svc:4318"
}

output "grafana_endpoint" {
  description = "Address of Grafana within the cluster."
  value       = "http://grafana.${kubernetes_namespace_v1.namespace.metadata[0].name}.svc:80"
}

output "prometheus_endpoint" {
  description = "Address of Prometheus within the cluster."
  value       = "http://kube-prometheus-stack-prometheus.${kubernetes_namespace_v1.namespace.metadata[0].name}.svc:9090"
}

output "alertmanager_endpoint" {
  description = "Address of Alertmanager within the cluster."
  value       = "http://kube-prometheus-stack-alertmanager.${kubernetes_namespace_v1.namespace.metadata[0].name}.svc:9093"
}

output "loki_endpoint" {
  description = "Address of Loki within the cluster."
  value       = "http://loki.${kubernetes_namespace_v1.namespace.metadata[0].name}.svc:3100"
}

output "tempo_endpoint" {
  description = "Address of Tempo within the cluster."
  value       = "http://tempo.${kubernetes_namespace_v1.namespace.metadata[0].name}.svc:3200"
}
