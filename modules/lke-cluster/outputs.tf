output "cluster_id" {
  description = "Linode id of the cluster."
  value       = linode_lke_cluster.this.id
}

output "api_endpoint" {
  description = "Address of the Kubernetes API."
  value       = nonsensitive(yamldecode(base64decode(linode_lke_cluster.this.kubeconfig)).clusters[0].cluster.server)
}

output "ca_certificate" {
  description = "Certificate of the cluster's CA, PEM in base64. It is public."
  value       = nonsensitive(yamldecode(base64decode(linode_lke_cluster.this.kubeconfig)).clusters[0].cluster["certificate-authority-data"])
}

output "system_pool_id" {
  description = "Linode id of the pool inside the cluster resource; null without one."
  value       = one(linode_lke_cluster.this.pool[*].id)
}

output "system_pool_instance_ids" {
  description = "Linode ids of the nodes of that pool."
  value       = flatten(linode_lke_cluster.this.pool[*].nodes[*].instance_id)
}

output "node_pool_ids" {
  description = "Linode id of each further pool, by name."
  value       = { for name, pool in linode_lke_node_pool.pool : name => pool.id }
}

output "node_pool_instance_ids" {
  description = "Linode ids of the nodes of each further pool, by name."
  value       = { for name, pool in linode_lke_node_pool.pool : name => pool.nodes[*].instance_id }
}
