output "namespace" {
  description = "Name of the namespace."
  value       = module.observability.namespace
}

output "grafana_endpoint" {
  description = "Address of Grafana within the cluster, for a port-forward or an ingress."
  value       = module.observability.grafana_endpoint
}

output "otlp_grpc_endpoint" {
  description = "Address that applications send OTLP to by gRPC, within the cluster."
  value       = module.observability.otlp_grpc_endpoint
}

output "otlp_http_endpoint" {
  description = "Address that applications send OTLP to by HTTP, within the cluster."
  value       = module.observability.otlp_http_endpoint
}
