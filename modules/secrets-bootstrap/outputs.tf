output "namespace" {
  description = "Name of the namespace."
  value       = kubernetes_namespace_v1.namespace.metadata[0].name
}

output "controller_name" {
  description = "Name of the controller's Service, as kubeseal takes it."
  value       = "sealed-secrets-controller"
}
