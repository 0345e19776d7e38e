output "cluster_id" {
  description = "Linode id of the cluster."
  value       = module.cluster.cluster_id
}
