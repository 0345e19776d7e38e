output "cluster_id" {
  description = "Linode id of the cluster."
  value       = module.cluster.cluster_id
}

output "api_endpoint" {
  description = "Address of the Kubernetes API."
  value       = module.cluster.api_endpoint
}

output "ca_certificate" {
  description = "Certificate of the cluster's CA, PEM in base64."
  value       = module.cluster.ca_certificate
}

output "system_pool_id" {
  description = "Linode id of the pool inside the cluster resource."
  value       = module.cluster.system_pool_id
}

output "node_pool_ids" {
  description = "Linode id of each further pool, by name."
  value       = module.cluster.node_pool_ids
}
