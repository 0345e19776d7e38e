output "namespace" {
  description = "Name of the namespace."
  value       = local.namespace_name
}

output "controller_name" {
  description = "Name of the controller's Service, as kubeseal takes it."
  value       = "sealed-secrets-controller"
}
