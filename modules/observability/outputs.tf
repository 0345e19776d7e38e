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
