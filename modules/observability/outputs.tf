output "namespace" {
  description = "Name of the namespace."
  value       = local.namespace_name
}

output "loki_bucket" {
  description = "Name of the bucket for logs."
  value       = var.create_buckets ? linode_object_storage_bucket.loki_bucket["this"].label : var.loki_bucket
}

output "tempo_bucket" {
  description = "Name of the bucket for traces."
  value       = var.create_buckets ? linode_object_storage_bucket.tempo_bucket["this"].label : var.tempo_bucket
}

output "otlp_grpc_endpoint" {
  description = "Address that applications send OTLP to by gRPC, within the cluster."
  value       = "http://opentelemetry-collector.${local.namespace_name}.svc:4317"
}

output "otlp_http_endpoint" {
  description = "Address that applications send OTLP to by HTTP, within the cluster."
  value       = "http://opentelemetry-collector.${local.namespace_name}.svc:4318"
}

output "grafana_endpoint" {
  description = "Address of Grafana within the cluster."
  value       = "http://grafana.${local.namespace_name}.svc:80"
}

output "prometheus_endpoint" {
  description = "Address of Prometheus within the cluster."
  value       = "http://kube-prometheus-stack-prometheus.${local.namespace_name}.svc:9090"
}

output "alertmanager_endpoint" {
  description = "Address of Alertmanager within the cluster."
  value       = "http://kube-prometheus-stack-alertmanager.${local.namespace_name}.svc:9093"
}

output "loki_endpoint" {
  description = "Address of Loki within the cluster."
  value       = "http://loki.${local.namespace_name}.svc:3100"
}

output "tempo_endpoint" {
  description = "Address of Tempo within the cluster."
  value       = "http://tempo.${local.namespace_name}.svc:3200"
}
