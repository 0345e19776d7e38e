output "controller_name" {
  description = "Name of the controller's Service, as kubeseal takes it."
  value       = module.secrets.controller_name
}
