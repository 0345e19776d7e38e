output "api_endpoint" {
  description = "Address of the Kubernetes API."
  value       = module.cluster.api_endpoint
}
