output "namespace" {
  description = "Name of the namespace."
  value       = local.namespace_name
}

output "loki_bucket" {
  description = "Name of the bucket for logs; null without Loki."
  value       = var.loki ? (var.create_buckets && var.loki ? linode_object_storage_bucket.loki_bucket["this"].label : var.loki_bucket) : null
}

output "tempo_bucket" {
  description = "Name of the bucket for traces; null without Tempo."
  value       = var.tempo ? (var.create_buckets && var.tempo ? linode_object_storage_bucket.tempo_bucket["this"].label : var.tempo_bucket) : null
}

output "otlp_grpc_endpoint" {
  description = "Address that applications send OTLP to by gRPC, within the cluster; null without the gateway."
  value       = var.gateway ? "http://opentelemetry-collector.${local.namespace_name}.svc:4317" : null
}

output "otlp_http_endpoint" {
  description = "Address that applications send OTLP to by HTTP, within the cluster; null without the gateway."
  value       = var.gateway ? "http://opentelemetry-collector.${local.namespace_name}.svc:4318" : null
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
  description = "Address of Loki within the cluster; null without Loki."
  value       = var.loki ? "http://loki.${local.namespace_name}.svc:3100" : null
}

output "tempo_endpoint" {
  description = "Address of Tempo within the cluster; null without Tempo."
  value       = var.tempo ? "http://tempo.${local.namespace_name}.svc:3200" : null
}
