output "otlp_grpc_endpoint" {
  description = "Address that applications send OTLP to by gRPC, within the cluster."
  value       = module.observability.otlp_grpc_endpoint
}
